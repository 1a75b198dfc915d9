import { PanelError } from "@/lib/errors";
import type { StepRun } from "@/lib/jobs/run-step";
import type { Kind, KindAction } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";

type AnyAction = KindAction<SettingFields>;

/** The kind's actions that apply to a stack of these settings. */
export function actionsOf(kind: Kind, settings: Parameters<AnyAction["applies"]>[0]): AnyAction[] {
  return (kind.actions ?? []).filter((action) => action.applies(settings));
}

/**
 * The action that the job carries out.
 * @throws PanelError `not-found` when the kind has none of that id any more, or it does not apply to the revision
 */
export function actionOfJob(
  job: StepRun["job"],
  { kind, revision }: ReturnType<StepRun["definition"]>,
): AnyAction {
  const action = actionsOf(kind, revision.settings).find(({ id }) => id === job.action?.id);
  if (action !== undefined) return action;
  throw new PanelError("not-found", `${job.stackName} has no action “${job.action?.id ?? ""}”`, {
    fix: "Choose one of those that its overview shows",
  });
}
