"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { useHost } from "@/components/live/live-hooks";
import { ChangeList } from "@/components/plan/change-list";
import { Page } from "@/components/shell/page";
import { AccessField } from "@/components/stacks/definition/access-field";
import {
  type DraftAnswer,
  definitionInput,
  type Edits,
  noEdits,
  realEdits,
  shownSettings,
} from "@/components/stacks/definition/draft";
import { forgetDraft, isEmpty } from "@/components/stacks/definition/kept-draft";
import { type KindForm, settingsToSend } from "@/components/stacks/definition/kind-form";
import { ShowFirstIssue } from "@/components/stacks/definition/show-first-issue";
import { type DraftChecker, useDraft } from "@/components/stacks/definition/use-draft";
import { type SendTestMail, TestMail } from "@/components/stacks/mail/test-mail";
import { AllTopics } from "@/components/stacks/settings/all-topics";
import { Button } from "@/components/ui/button";
import { plural } from "@/components/ui/format";
import { WakingFields } from "@/components/ui/waking-fields";
import type { ChangeView, RevisionView } from "@/lib/api/contract/stack-views";
import type { ErrorView } from "@/lib/api/contract/views";
import { isActive } from "@/lib/stacks/active-fields";
import type { Access } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import type { ActionState } from "@/lib/web/action-state";

export type SettingsEditorProps = {
  readonly stack: { id: string; name: string; revision: number; deployed: boolean };
  readonly form: KindForm;
  /** As the latest revision has them. */
  readonly settings: Settings;
  readonly access: Access;
  readonly storedSecrets: readonly string[];
  readonly reachedHost: string;
  readonly check: DraftChecker;
  readonly sendTestMail: SendTestMail;
  readonly save: (input: {
    stack: string;
    base: number;
    settings: Record<string, Settings[string]>;
    access: Access;
    secrets: Record<string, string | null>;
  }) => Promise<ActionState<RevisionView>>;
};

/** A stack's settings by topic; saving makes a new revision, which the plan then shows before anything is done. */
export function SettingsEditor(props: SettingsEditorProps) {
  const { stack, form, settings: saved, access, reachedHost, check, save } = props;
  const router = useRouter();
  const storageKey = `slipway.settings.${stack.id}`;
  const checkOfStack = useMemo<DraftChecker>(
    () => (input) =>
      check({
        ...input,
        stack: stack.id,
        name: stack.name,
        settings: { ...saved, ...input.settings },
        preflight: false,
      }),
    [check, stack.id, stack.name, saved],
  );
  const first = null as DraftAnswer | null;
  const { edits, edit, answer, failure, hold } = useDraft({
    form,
    access,
    first,
    storageKey,
    check: checkOfStack,
  });
  const [refused, setRefused] = useState<{ base: number; error: ErrorView } | null>(null);
  // What was refused on top of an older revision says nothing about this one.
  const refusal = refused?.base === stack.revision ? refused.error : null;
  const [saving, startSave] = useTransition();
  const engineOff = useHost().engine.state === "off";
  const stored = shownSettings(form, null, { ...noEdits, settings: saved });
  const shown = { ...stored, ...edits.settings };
  const real = realEdits(form, edits, { settings: stored, access });
  const changed = !isEmpty(real);
  const issues = refusal?.issues ?? answer?.issues ?? [];
  const problem = refusal && !refusal.issues ? refusal : failure;
  const storedSecrets = useMemo(() => new Set(props.storedSecrets), [props.storedSecrets]);

  const discard = () => {
    setRefused(null);
    forgetDraft(storageKey);
    edit(() => noEdits);
  };
  const submit = (base: number) => {
    hold();
    startSave(async () => {
      setRefused(null);
      const { secrets, access: chosen } = definitionInput(form, edits, access);
      const settings = { ...saved, ...settingsToSend(form.fields, edits.settings) };
      const result = await answerOf(save({ stack: stack.id, base, settings, access: chosen, secrets }));
      if (result.status === "failed") return setRefused({ base, error: result.error });
      if (result.status !== "done") return;
      forgetDraft(storageKey);
      // Without an engine there is nothing to plan against: the files are what was saved.
      router.push(`/stacks/${stack.name}/${engineOff ? "files" : "plan"}`);
    });
  };

  return (
    <Page>
      {problem && (
        <Banner
          state="failed"
          title={problem.message}
          className="mb-4"
          actions={
            problem.code === "revision-outdated" ? (
              <Button size="small" onClick={() => router.refresh()}>
                Take their revision, keep my changes
              </Button>
            ) : undefined
          }
        >
          {problem.fix}
        </Banner>
      )}
      {problem?.code === "revision-outdated" && (
        <div className="mb-4">
          <ChangeList title="What was saved meanwhile" changes={changesOf(problem)} />
        </div>
      )}
      <form
        className="max-w-[968px]"
        aria-label={`Settings of ${stack.name}`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(stack.revision);
        }}
      >
        <WakingFields>
          <AccessField
            value={edits.access ?? access}
            reachedHost={reachedHost}
            routable={form.routable}
            checks={answer?.checks ?? []}
            error={issues.find((issue) => issue.field.startsWith("access"))?.message}
            onChange={(next) => edit((before) => ({ ...before, access: next }))}
          />
          <AllTopics
            form={form}
            settings={shown}
            secrets={edits.secrets}
            storedSecrets={storedSecrets}
            issues={issues}
            warnings={answer?.warnings ?? []}
            deployed={stack.deployed}
            below={
              form.mail && isActive(form.fields, stored, form.mail.host)
                ? {
                    [form.mail.topic]: (
                      <TestMail
                        stackId={stack.id}
                        revision={stack.revision}
                        unsaved={changed}
                        send={props.sendTestMail}
                      />
                    ),
                  }
                : {}
            }
            onSetting={(name, value) =>
              edit((before) => ({ ...before, settings: { ...before.settings, [name]: value } }))
            }
            onSecret={(name, value) =>
              edit((before) => ({ ...before, secrets: { ...before.secrets, [name]: value } }))
            }
          />
          <div className="sticky bottom-0 z-[3] mt-4 flex flex-wrap items-center gap-3 border-t border-line bg-canvas py-[11px] max-wide:bottom-14">
            <Button type="submit" variant="primary" size="field" pending={saving} disabled={!changed}>
              Save as revision {stack.revision + 1}
            </Button>
            <Button type="button" variant="quiet" size="field" disabled={!changed} onClick={discard}>
              Discard
            </Button>
            <span className="text-xs text-ink-3" role="status">
              {issues.length > 0
                ? `${plural(issues.length, "field")} to put right first`
                : changed
                  ? `${changedWords(form, real)}. Kept in this browser until saved, secrets aside. Nothing is deployed by saving.`
                  : "Nothing changed"}
            </span>
            {issues.length > 0 && <ShowFirstIssue />}
          </div>
        </WakingFields>
      </form>
    </Page>
  );
}

/** What differs from what is stored, by name; by number where the names would fill the line. */
function changedWords(form: KindForm, { access, settings, secrets }: Edits): string {
  const labels = [
    ...(access === null ? [] : ["Reachable"]),
    ...Object.keys(settings).map((name) => form.fields[name]?.label ?? name),
    ...Object.entries(secrets).flatMap(([name, value]) =>
      value === "" ? [] : [form.providedSecrets[name]?.label ?? name],
    ),
  ];
  return labels.length > 4 ? `${labels.length} changes` : `Changed: ${labels.join(", ")}`;
}

/** The diff that a refused save carries. */
function changesOf(error: ErrorView): ChangeView[] {
  const changes = error.details?.changes;
  return Array.isArray(changes) ? (changes as ChangeView[]) : [];
}
