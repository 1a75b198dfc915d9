"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { useHost } from "@/components/live/live-hooks";
import { AccessField } from "@/components/stacks/definition/access-field";
import { DefinitionForm } from "@/components/stacks/definition/definition-form";
import {
  type DefinitionInput,
  type DraftAnswer,
  definitionInput,
  noEdits,
  shownSettings,
} from "@/components/stacks/definition/draft";
import { forgetDraft, isEmpty } from "@/components/stacks/definition/kept-draft";
import type { KindForm } from "@/components/stacks/definition/kind-form";
import { type DraftChecker, useDraft } from "@/components/stacks/definition/use-draft";
import { DeployBar } from "@/components/stacks/new/deploy-bar";
import { KindCards } from "@/components/stacks/new/kind-cards";
import { NameField } from "@/components/stacks/new/name-field";
import { Preflight } from "@/components/stacks/new/preflight";
import { RenderedFiles } from "@/components/stacks/rendered-files";
import { WakingFields } from "@/components/ui/waking-fields";
import type { ErrorView } from "@/lib/api/contract/views";
import type { Access } from "@/lib/stacks/kind";
import type { ActionState } from "@/lib/web/action-state";

export type NewStackProps = {
  readonly kinds: readonly KindForm[];
  /** Kind that the address names; the first unless it is one of them. */
  readonly wanted: string | undefined;
  /** The panel's answer to an untouched draft of each kind: the first paint has the files in it. */
  readonly first: Readonly<Record<string, DraftAnswer | null>>;
  readonly access: Access;
  readonly reachedHost: string;
  readonly check: DraftChecker;
  /** Saves the stack; with `deploy` its first deploy starts. */
  readonly create: (
    input: DefinitionInput & { deploy: boolean },
  ) => Promise<ActionState<{ name: string; jobNumber: number | null }>>;
};

/** One page from nothing to a deploy: everything is filled in, everything can be changed. */
export function NewStack({ kinds, wanted, first, access, reachedHost, check, create }: NewStackProps) {
  const [kindId, setKindId] = useState(wanted ?? "");
  const form = kinds.find((kind) => kind.id === kindId) ?? kinds[0];
  if (!form) return null;
  return (
    <NewStackOfKind
      key={form.id}
      kinds={kinds}
      form={form}
      first={first[form.id] ?? null}
      access={access}
      reachedHost={reachedHost}
      check={check}
      create={create}
      onKind={(id) => {
        setKindId(id);
        // A reload, and the way back to this page, open the same kind.
        window.history.replaceState(null, "", `/new?kind=${encodeURIComponent(id)}`);
      }}
    />
  );
}

type OfKindProps = Omit<NewStackProps, "first" | "wanted"> & {
  readonly form: KindForm;
  readonly first: DraftAnswer | null;
  readonly onKind: (id: string) => void;
};

function NewStackOfKind({ kinds, form, first, access, reachedHost, check, create, onKind }: OfKindProps) {
  const storageKey = `slipway.new.${form.id}`;
  const { edits, edit, answer, failure, checking, askAgain, hold } = useDraft({
    form,
    access,
    first,
    storageKey,
    check,
  });
  const router = useRouter();
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [creating, startCreate] = useTransition();
  const engineOff = useHost().engine.state === "off";
  const settings = useMemo(() => shownSettings(form, answer, edits), [form, answer, edits]);
  const issues = refusal?.issues ?? answer?.issues ?? [];
  const shownAccess = edits.access ?? access;
  const [files, setFiles] = useState(answer?.files ?? null);
  if (answer?.files && answer.files !== files) setFiles(answer.files);
  const problem = refusal && !refusal.issues ? refusal : failure;

  const submit = (deploy: boolean) => {
    if (creating) return;
    setRefusal(null);
    hold();
    startCreate(async () => {
      const result = await answerOf(create({ ...definitionInput(form, edits, access), deploy }));
      if (result.status === "failed") return setRefusal(result.error);
      if (result.status !== "done") return;
      forgetDraft(storageKey);
      const { name, jobNumber } = result.value;
      router.push(jobNumber === null ? `/stacks/${name}` : `/jobs/${jobNumber}`);
    });
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(!engineOff);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  return (
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)_minmax(360px,40%)] max-vast:grid-cols-1">
      <form
        aria-label={`New ${form.title} stack`}
        className="flex min-w-0 flex-col px-6 pt-[18px] max-wide:px-4 max-wide:pt-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit(!engineOff);
        }}
        noValidate
      >
        {problem && (
          <div className="mb-4">
            <ErrorPanel
              title={problem.message}
              why={problem.fix}
              evidence={problem.evidence?.map((text) => ({ text }))}
            />
          </div>
        )}
        <WakingFields className="flex flex-1 flex-col">
          <KindCards kinds={kinds} value={form.id} onChange={onKind} />
          <NameField
            value={edits.name ?? answer?.name ?? ""}
            error={issues.find((issue) => issue.field === "name")?.message}
            free={answer !== null && !checking}
            onChange={(name) => edit((before) => ({ ...before, name }))}
          />
          <AccessField
            value={shownAccess}
            reachedHost={reachedHost}
            routable={form.routable}
            checks={answer?.checks ?? []}
            error={issues.find((issue) => issue.field.startsWith("access"))?.message}
            onChange={(next) => edit((before) => ({ ...before, access: next }))}
          />
          <DefinitionForm
            form={form}
            settings={settings}
            secrets={edits.secrets}
            issues={issues}
            warnings={answer?.warnings ?? []}
            onSetting={(name, value) =>
              edit((before) => ({ ...before, settings: { ...before.settings, [name]: value } }))
            }
            onSecret={(name, value) =>
              edit((before) => ({ ...before, secrets: { ...before.secrets, [name]: value } }))
            }
          />
          <Preflight
            checks={answer?.checks ?? null}
            checking={checking}
            onAgain={askAgain}
            onAction={({ setting, value }) =>
              edit((before) => ({ ...before, settings: { ...before.settings, [setting]: value } }))
            }
          />
          <DeployBar
            pending={creating}
            engineOff={engineOff}
            onSave={() => submit(false)}
            kept={!isEmpty(edits)}
            onDiscard={() => {
              setRefusal(null);
              forgetDraft(storageKey);
              edit(() => noEdits);
            }}
            issueCount={issues.length}
            checks={answer?.checks ?? null}
            needs={answer?.needs ?? null}
          />
        </WakingFields>
      </form>
      <section
        aria-label="Rendered files"
        className="sticky top-12 flex h-[calc(100vh-48px)] min-w-0 flex-col border-l border-line bg-inset max-vast:static max-vast:h-auto max-vast:border-t max-vast:border-l-0"
      >
        {files !== null && !answer?.files && (
          <p className="border-b border-line px-3.5 py-2 text-xs text-warn-ink">
            As they were before the marked fields: put those right to see them anew.
          </p>
        )}
        {files === null ? (
          <p className="p-4 text-ink-3">The files appear here once the marked fields are right.</p>
        ) : (
          <RenderedFiles composeYaml={files.composeYaml} env={files.env} />
        )}
      </section>
    </div>
  );
}
