import { Page } from "@/components/shell/page";
import { JobList } from "@/components/stack-list/job-list";
import { RevisionList } from "@/components/stacks/history/revision-list";
import { Panel, PanelBody } from "@/components/ui/panel";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

export default async function StackActivityPage({ params }: { params: Promise<{ stack: string }> }) {
  const { worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  const [{ jobs }, { revisions }] = await pageCall(
    Promise.all([
      worker.call(routes["jobs.list"], { query: { stack: stack.id } }),
      worker.call(routes["revisions.list"], { params: { stack: stack.id } }),
    ]),
  );
  const nowMs = Date.now();
  return (
    <Page>
      <div className="grid grid-cols-2 items-start gap-4 max-broad:grid-cols-1">
        <Panel title="Jobs" meta={`${jobs.length}`}>
          {jobs.length === 0 ? (
            <PanelBody>
              <p className="text-ink-2">Nothing has been done to this stack yet.</p>
            </PanelBody>
          ) : (
            <JobList jobs={jobs} nowMs={nowMs} />
          )}
        </Panel>
        <RevisionList stackName={stack.name} revisions={revisions} nowMs={nowMs} />
      </div>
    </Page>
  );
}
