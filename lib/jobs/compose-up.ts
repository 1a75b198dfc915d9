import { PanelError } from "@/lib/errors";
import { AfterMaking } from "@/lib/jobs/after-making";
import { ContainerChange } from "@/lib/jobs/container-change";
import { FinalFailures } from "@/lib/jobs/final-failures";
import type { RunningUp, StepContext } from "@/lib/jobs/job-step";
import { firstFailed, lookAtServices, type SeenService, servicesReport } from "@/lib/jobs/look-at-services";
import { inspectOwned, isLeftover, isMadeFrom, SERVICE_LABEL, serviceOf } from "@/lib/jobs/owned-containers";
import { withPortSetting } from "@/lib/jobs/port-setting";
import { serviceFailure } from "@/lib/jobs/service-failure";
import { recreatedAlone } from "@/lib/planning/recreated-alone";
import type { ComposeRun } from "@/lib/ports/compose";
import type { ContainerDetail, Engine } from "@/lib/ports/engine";
import type { ComposeProject } from "@/lib/stacks/compose-project";

/**
 * Begins one `up` that the create and the start step share: Compose makes all containers before it starts the first,
 * and a run of its own for each half would cost the time of a second reading of the project.
 */
export async function beginUp(context: StepContext): Promise<RunningUp> {
  const { services, stack, definition, job } = context;
  const containers = await inspectOwned(services.engine, stack);
  const { alone, unmade, hashes } = await toBeMade(context, containers);
  const abort = new AbortController();
  const cancelled = new AfterMaking(context.signal);
  const total = Object.keys(definition.rendered.project.services).length;
  let made = 0;
  let isLast = alone.length === 0;
  let firstStart = () => {};
  const started = new Promise<void>((resolve) => {
    firstStart = resolve;
  });
  const stopListening = services.events.listen(stack.id, ({ action, attributes }) => {
    if (action === "create") unmade.delete(attributes[SERVICE_LABEL] ?? "");
    // What crashes and is started again by the engine meanwhile says nothing of what is still to be made.
    if (action === "start" && isLast && unmade.size === 0) {
      firstStart();
      void services.failPoints(`${job.verb}/start/during-effect`);
    }
    if (action !== "create") return;
    made += 1;
    void services.failPoints(`${job.verb}/create/during-effect`);
    context.report({ detail: `${made} of ${total} containers made` });
  });
  const run: ComposeRun = {
    signal: AbortSignal.any([abort.signal, cancelled.signal]),
    onOutput: (text) => context.output("compose", text),
    // A worker that slept through its lease while it waited for one of these may not begin the next.
    mayBegin: context.holdOn,
  };
  const ended = (async () => {
    for (const service of alone) {
      await services.compose.up(definition.files, { ...run, services: [service] });
    }
    isLast = true;
    await services.compose.up(definition.files, run);
  })().finally(stopListening);
  const created = Promise.race([started, ended.catch(() => assertAllMade(context, hashes, ended))]);
  cancelled.waitFor(created);
  // Whoever awaits the two learns of a failure; nobody does between two steps.
  created.catch(() => {});
  ended.catch(() => {});
  // When each container that is there started: what has another time later was touched by the `up`.
  const before = new Map(containers.map(({ id, startedAt }) => [id, startedAt]));
  return { created, ended, before, abort: (reason) => abort.abort(reason) };
}

type ToBeMade = {
  /** Services that are made anew before and without what depends on them. */
  alone: string[];
  /** Services that get another container. */
  unmade: Set<string>;
  /** Compose's by service; null where no container is there that could be of another definition. */
  hashes: Readonly<Record<string, string>> | null;
};

/** A first deploy is spared the time that Compose needs to read the project once more. */
async function toBeMade(
  { services, definition, holdOn }: StepContext,
  containers: readonly ContainerDetail[],
): Promise<ToBeMade> {
  const { project } = definition.rendered;
  const existing = containers.filter((container) => !isLeftover(container));
  if (existing.length === 0) return { alone: [], unmade: new Set(), hashes: null };
  const [hashes, images] = await Promise.all([
    services.compose.configHashes(definition.files, holdOn),
    imageIds(services.engine, project),
  ]);
  const changed = existing.filter((container) => {
    const image = images.get(project.services[serviceOf(container)]?.image ?? "");
    return !isMadeFrom(hashes, container) || container.imageId !== image;
  });
  const [old, present] = [new Set(changed.map(serviceOf)), new Set(existing.map(serviceOf))];
  const missing = Object.keys(project.services).filter((name) => !present.has(name));
  return { alone: recreatedAlone(project, old, present), unmade: new Set([...old, ...missing]), hashes };
}

/** By reference: a tag may name another image by now. */
async function imageIds(
  engine: Engine,
  { services }: ComposeProject,
): Promise<ReadonlyMap<string, string | undefined>> {
  const references = [...new Set(Object.values(services).map(({ image }) => image))];
  const found = await Promise.all(references.map((reference) => engine.inspectImage(reference)));
  return new Map(references.map((reference, index) => [reference, found[index]?.id]));
}

/**
 * An `up` that failed with every container made failed in starting them: the start step tells. Containers of the
 * revision before are there as well, and are not what was to be made.
 */
async function assertAllMade(
  { services, stack, definition }: StepContext,
  hashes: ToBeMade["hashes"],
  ended: Promise<void>,
): Promise<void> {
  const containers = (await inspectOwned(services.engine, stack)).filter((one) => !isLeftover(one));
  const made = new Set(
    containers.filter((one) => hashes === null || isMadeFrom(hashes, one)).map((one) => serviceOf(one)),
  );
  const names = Object.keys(definition.rendered.project.services);
  if (!names.every((name) => made.has(name))) await ended;
}

/**
 * Waits for the `up` to end and watches the services meanwhile: Compose waits for a service that others need, also for
 * one that will never come up.
 */
export async function followUp(context: StepContext, up: RunningUp): Promise<void> {
  const change = new ContainerChange(context);
  const finalFailures = new FinalFailures(context);
  let done = false;
  const end = up.ended.finally(() => {
    done = true;
  });
  end.catch(() => {});
  try {
    while (!done) {
      const seen = await lookAtServices(context);
      context.report(servicesReport(seen));
      const failed = failedSince(up, seen);
      if (failed !== undefined) {
        throw await serviceFailure(context, failed.name, failed.container, failed.judgement);
      }
      const hopeless = await finalFailures.first(touchedBy(up, seen));
      if (hopeless !== null) throw hopeless;
      await Promise.race([end, change.next(context.services.timings.lookMs, context.signal)]);
    }
    await end;
  } catch (error) {
    if (done && !context.signal.aborted) throw await namedFailure(context, up, error);
    up.abort(error);
    // Nothing may be settled or begun anew before Compose is gone.
    await end.catch(() => {});
    throw error;
  } finally {
    change.close();
  }
}

/** The service at fault, where Compose only says that one of them did not come up. */
async function namedFailure(context: StepContext, up: RunningUp, error: unknown): Promise<unknown> {
  await context.services.engine.ping();
  const seen = await lookAtServices(context);
  const failed = failedSince(up, seen) ?? givenUp(seen, error);
  if (failed === undefined) return withPortSetting(error, context.definition);
  return serviceFailure(context, failed.name, failed.container, failed.judgement);
}

/** Compose gives up with a service that has just fallen over, which the engine is about to start again. */
function givenUp(seen: readonly SeenService[], error: unknown) {
  if (!(error instanceof PanelError)) return undefined;
  const { code, details } = error;
  const found = seen.find(({ container }) => container !== null && container.name === details.container);
  if (found?.judgement.state !== "waiting") return undefined;
  const { reason } = found.judgement;
  return { ...found, judgement: { state: "failed" as const, code, reason, fix: details.fix ?? "" } };
}

/** A container that failed before this `up` says nothing about it; that a port is taken, Compose tells better. */
function failedSince(up: RunningUp, seen: readonly SeenService[]) {
  const failed = firstFailed(touchedBy(up, seen));
  return failed?.judgement.code === "port-in-use" ? undefined : failed;
}

function touchedBy(up: RunningUp, seen: readonly SeenService[]): SeenService[] {
  return seen.filter(
    ({ container }) => container !== null && up.before.get(container.id) !== container.startedAt,
  );
}
