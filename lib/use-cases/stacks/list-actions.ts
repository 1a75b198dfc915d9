import type { ActionView } from "@/lib/api/contract/actions";
import { PanelError } from "@/lib/errors";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import { actionsOf } from "@/lib/jobs/job-action";
import { isLeftover, isOwned, serviceOf } from "@/lib/jobs/owned-containers";
import type { StackRecord } from "@/lib/ports/stores";
import type { KindAction } from "@/lib/stacks/kind";
import type { SettingFields } from "@/lib/stacks/settings";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/** A database that does not answer by then has other troubles than a button that says too little. */
const LOOK_TIMEOUT_MS = 3000;

type Action = KindAction<SettingFields>;

/** The actions of a deployed stack; none of one that was never deployed. */
export async function listActions(parts: PanelParts, idOrName: string): Promise<{ actions: ActionView[] }> {
  const stack = await stackOf(parts, idOrName);
  if (stack.deployedRevision === null) return { actions: [] };
  const definition = await loadDefinition(parts.source, stack, stack.deployedRevision);
  const actions = actionsOf(definition.kind, definition.revision.settings);
  return {
    actions: await Promise.all(actions.map((action) => actionView(parts, stack, definition, action))),
  };
}

async function actionView(
  parts: PanelParts,
  stack: StackRecord,
  { rendered }: Definition,
  action: Action,
): Promise<ActionView> {
  const { id, title, explanation, warning = null, beside = null, service } = action;
  const view = { id, title, explanation, warning, beside };
  const containers = parts.containers
    .claimedBy(stack.id)
    .filter((one) => isOwned(stack, one) && !isLeftover(one));
  const container = containers.find((one) => serviceOf(one) === service);
  if (container?.state !== "running") {
    const reason = rendered.project.services[service] === undefined ? "is not part of it" : "does not run";
    return { ...view, state: "unavailable", reason: `${service} ${reason}` };
  }
  const isDone = await looksDone(parts, container.id, action);
  return isDone
    ? { ...view, state: "done", reason: action.done?.word ?? null }
    : { ...view, state: "due", reason: null };
}

/** What cannot be asked is offered: doing it once more changes nothing. */
async function looksDone(
  { promptEngine }: PanelParts,
  containerId: string,
  { done }: Action,
): Promise<boolean> {
  if (done === undefined) return false;
  try {
    const { exitCode, stdout } = await promptEngine.exec(
      containerId,
      done.command,
      done.environment,
      LOOK_TIMEOUT_MS,
    );
    return exitCode === 0 && stdout.trim() === done.answer;
  } catch (error) {
    if (error instanceof PanelError) return false;
    throw error;
  }
}
