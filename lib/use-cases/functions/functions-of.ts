import { PanelError } from "@/lib/errors";
import type { FunctionFolder } from "@/lib/functions/function-folder";
import { functionNameProblem, isSharedFolder } from "@/lib/functions/function-name";
import { readFolder } from "@/lib/functions/read-volume";
import { isLeftover, ownedContainers, serviceOf } from "@/lib/jobs/owned-containers";
import { stackBusy } from "@/lib/ports/store-errors";
import type { StackRecord } from "@/lib/ports/stores";
import type { EdgeFunctions } from "@/lib/stacks/edge-functions";
import { kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/** A large folder on a busy engine; a page would not be waited for much longer. */
const READ_TIMEOUT_MS = 60_000;

/** Where a stack's functions are, proven to be its own. */
export type FunctionsPlace = {
  stack: StackRecord;
  spec: EdgeFunctions;
  /** The engine's id of the service's container. */
  container: string;
  isRunning: boolean;
  /** The address that functions have in common, without a slash at the end; null when the stack has none. */
  baseUrl: string | null;
};

/**
 * The container is the stack's by label and by our record, and has the stack's own volume at the folder.
 * @throws PanelError `stack-not-found`, `not-found` for a stack without functions, `functions-unavailable`
 */
export async function functionsOf(parts: PanelParts, idOrName: string): Promise<FunctionsPlace> {
  const stack = await stackOf(parts, idOrName);
  const spec = kindOfStack(parts, stack).functions;
  const { services, endpoints } = await parts.profiles.of(stack);
  if (spec === undefined || !services.some(({ name }) => name === spec.service)) {
    throw new PanelError("not-found", `${stack.name} has no edge functions`, {
      fix:
        spec === undefined
          ? "Its kind has none"
          : `Switch on the service ${spec.service} in its settings, and deploy`,
    });
  }
  const owned = await ownedContainers(parts.promptEngine, stack);
  const found = owned.find((one) => serviceOf(one) === spec.service && !isLeftover(one));
  const container = found && (await parts.engine.inspectContainer(found.id));
  if (!container) {
    throw new PanelError("functions-unavailable", `${stack.name} has no container of ${spec.service} yet`, {
      fix: "Deploy the stack: its functions are reached by way of that container, also when it is stopped",
    });
  }
  const volume = `${stack.name}_${spec.volume}`;
  if (!container.mounts.some((mount) => mount.target === spec.folder && mount.volume === volume)) {
    throw new PanelError(
      "functions-unavailable",
      `The container of ${spec.service} does not have the volume ${volume}`,
      {
        fix: "Deploy the stack: its container is then made anew, with the volume at its place",
      },
    );
  }
  const base = endpoints.find(({ id }) => id === spec.endpoint)?.url;
  return {
    stack,
    spec,
    container: container.id,
    isRunning: container.state === "running",
    baseUrl: base === undefined ? null : `${base}${spec.path}`,
  };
}

/**
 * Changes functions, after whoever came before. Not while the stack's data is read or replaced: a backup would hold half
 * of the change, a restore lose it though it was answered for.
 * @throws PanelError `stack-busy`
 */
export function changeFunctions<Done>(
  parts: PanelParts,
  { stack: { id, name } }: FunctionsPlace,
  change: () => Promise<Done>,
): Promise<Done> {
  return parts.functionChanges.run(async () => {
    const [jobs, stack] = await Promise.all([parts.jobs.unended(), parts.stacks.find(id)]);
    const job = jobs.find(({ stackId, verb }) => stackId === id && (verb === "backup" || verb === "restore"));
    if (job !== undefined) throw stackBusy(name, job);
    if (stack?.restoring != null) {
      throw new PanelError("stack-busy", `A restore of ${name} was broken off: its data is not whole`, {
        fix: "Restore a backup of it first: what is saved now would be lost by that",
      });
    }
    return change();
  });
}

export function urlOf({ baseUrl, spec }: FunctionsPlace, name: string): string | null {
  return baseUrl === null || isSharedFolder(name) || spec.protected.includes(name)
    ? null
    : `${baseUrl}/${name}`;
}

/** null when there is none of the name. @throws PanelError `not-found` for what can be no function's name */
export async function findFunction(
  parts: PanelParts,
  { container, spec }: FunctionsPlace,
  name: string,
): Promise<FunctionFolder | null> {
  if (functionNameProblem(name) !== undefined) throw functionNotFound(name);
  const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
  const entries = await parts.volumeFiles.entries(container, `${spec.folder}/${name}`, signal);
  return entries && readFolder(name, entries);
}

/** @throws PanelError `not-found` */
export async function functionOf(
  parts: PanelParts,
  place: FunctionsPlace,
  name: string,
): Promise<FunctionFolder> {
  const found = await findFunction(parts, place, name);
  if (found === null) throw functionNotFound(name);
  return found;
}

/** @throws PanelError `not-allowed` for the service's own folders */
export function requireChangeable({ spec }: FunctionsPlace, name: string): void {
  if (!spec.protected.includes(name)) return;
  throw new PanelError(
    "not-allowed",
    `${name} is the ${spec.service} service's own: it leads each call to its function`,
    {
      fix: "Change a function of yours; this one comes with the stack",
    },
  );
}

/** @throws PanelError `functions-unavailable`: a program in the container removes, and none runs in a stopped one */
export function requireRunning({ isRunning, spec }: FunctionsPlace): void {
  if (isRunning) return;
  throw new PanelError(
    "functions-unavailable",
    `Removing takes the service ${spec.service} to run, and it does not`,
    {
      fix: `Start it: restart ${spec.service}, or start the stack`,
    },
  );
}

function functionNotFound(name: string): PanelError {
  return new PanelError("not-found", `There is no function ${name.slice(0, 100)}`, {
    fix: "It may have been deleted meanwhile: look at the list",
  });
}
