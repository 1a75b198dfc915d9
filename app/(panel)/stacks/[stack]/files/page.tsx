import { DownloadButton } from "@/components/account/download-button";
import { OperatorOnly } from "@/components/account/role-context";
import { RevisionPicker } from "@/components/stacks/history/revision-picker";
import { RenderedFiles } from "@/components/stacks/rendered-files";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

type FilesPageProps = { params: Promise<{ stack: string }>; searchParams: Promise<{ revision?: string }> };

export default async function FilesPage({ params, searchParams }: FilesPageProps) {
  const { worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  const wanted = Number((await searchParams).revision);
  const revision = Number.isInteger(wanted) && wanted > 0 ? wanted : stack.revision;
  const files = await pageCall(
    worker.call(routes["revisions.files"], { params: { stack: stack.id, revision } }),
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-12 flex-wrap items-center gap-3 border-b border-line px-6 py-2 max-wide:px-4">
        <div className="w-[220px]">
          <RevisionPicker
            stackName={stack.name}
            latest={stack.revision}
            deployed={stack.deployedRevision}
            value={revision}
          />
        </div>
        <span className="text-xs text-ink-3">
          These files are what is deployed, and run the same way by hand: docker compose up -d
        </span>
        <OperatorOnly>
          <DownloadButton
            href={`/api/download/stacks/${encodeURIComponent(stack.name)}/revisions/${revision}`}
            label="Download with secrets"
          />
        </OperatorOnly>
      </div>
      <section
        aria-label={`Files of revision ${revision}`}
        className="grid min-h-[70vh] flex-1 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] bg-inset max-broad:grid-cols-1"
      >
        <RenderedFiles composeYaml={files.composeYaml} env={files.env} beside />
      </section>
    </div>
  );
}
