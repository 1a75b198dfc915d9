import { changeCause } from "@/lib/planning/change-cause";
import { serviceOrder } from "@/lib/planning/service-order";
import {
  DEFAULT_NETWORK,
  type Desired,
  type Observed,
  type ObservedContainer,
  type Operation,
  objectName,
} from "@/lib/planning/stack-facts";
import { planRoutes } from "@/lib/routing/plan-routes";
import type { Route } from "@/lib/routing/route";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { DataChange } from "@/lib/stacks/kind";

export type PlanInput = {
  desired: Desired;
  observed: Observed;
  /** What was deployed last, to say what changed; null when unknown or never. */
  deployed: ComposeProject | null;
  /** As the deployed revision asked for them. */
  deployedRoutes?: readonly Route[];
  /** In the services' data, before any container is touched. */
  dataChanges?: readonly Pick<DataChange, "service" | "title">[];
  /** Full names of volumes that the person wants gone; a volume that the project still uses is never removed. */
  removeVolumes?: readonly string[];
};

/**
 * What a deploy will do, in the order in which it happens: pull, changes of data, networks and volumes, services after what they depend
 * on, removal of what the project no longer has, names that lead to it, probes, and last what cannot be undone. What
 * needs no change gives no operation. Compose does the work; this is what it will find to do.
 */
export function planChanges({
  desired,
  observed,
  deployed,
  deployedRoutes = [],
  dataChanges = [],
  removeVolumes = [],
}: PlanInput): Operation[] {
  const before = [
    ...pulls(desired, observed),
    ...changes(dataChanges),
    ...newObjects(desired, observed),
    ...serviceOrder(desired.project).flatMap(
      (name) => serviceOperation(name, desired, observed, deployed) ?? [],
    ),
    ...orphans(desired, observed),
    ...planRoutes(deployedRoutes, desired.routes),
  ];
  const after = unusedVolumes(desired, observed, removeVolumes);
  return [...before, ...probes(desired, before), ...after];
}

function pulls({ project }: Desired, { images }: Observed): Operation[] {
  const wanted = new Set(serviceOrder(project).map((name) => project.services[name]?.image ?? ""));
  return [...wanted]
    .filter((image) => !images[image])
    .map((image) => operation("pull", "image", image, "image is not on this engine"));
}

/** One operation a service: it is named once, with all that becomes new in it. */
function changes(dataChanges: NonNullable<PlanInput["dataChanges"]>): Operation[] {
  const services = [...new Set(dataChanges.map(({ service }) => service))];
  return services.map((name) => {
    const titles = dataChanges.filter(({ service }) => service === name).map(({ title }) => title);
    return operation("change", "service", name, `new in its data: ${titles.join(", ")}`);
  });
}

function newObjects({ project }: Desired, observed: Observed): Operation[] {
  const network = objectName(project.name, DEFAULT_NETWORK);
  const hasNetwork = observed.networks.some(({ name }) => name === network);
  const volumes = project.volumes
    .map((key) => objectName(project.name, key))
    .filter((full) => observed.volumes.every(({ name }) => name !== full));
  return [
    ...(hasNetwork ? [] : [operation("create", "network", network, "no network yet")]),
    ...volumes.map((name) => operation("create", "volume", name, "no volume yet")),
  ];
}

function serviceOperation(
  name: string,
  desired: Desired,
  observed: Observed,
  deployed: ComposeProject | null,
): Operation | null {
  const service = desired.project.services[name];
  const container = observed.containers.find((found) => found.service === name);
  if (service === undefined) return null;
  if (container === undefined) return operation("create", "service", name, "no container yet");
  const image = observed.images[service.image];
  const renewed = imageCause(container, service.image, image?.id);
  if (container.configHash !== desired.configHashes[name] || renewed !== null) {
    const changed = deployed === null ? null : changeCause(deployed, desired.project, name);
    const cause = changed ?? renewed ?? "its container is not as this revision defines it";
    return operation("recreate", "service", name, cause);
  }
  switch (container.state) {
    case "running":
    case "restarting":
    case "paused":
      return null;
    case "dead":
    case "removing":
      return operation("recreate", "service", name, `its container is ${container.state}`);
    case "created":
      return operation("start", "service", name, "created, not started");
    case "exited":
      return service.restart === "no"
        ? operation("start", "service", name, "runs once at each deploy")
        : operation("start", "service", name, "stopped");
  }
}

/** Compose makes a container anew when its tag names another image by now. */
function imageCause(
  container: ObservedContainer,
  wanted: string,
  present: string | undefined,
): string | null {
  if (container.image !== wanted) return `image changed: ${container.image} to ${wanted}`;
  if (present === undefined || present === container.imageId) return null;
  return `${wanted} is another image by now`;
}

function orphans({ project }: Desired, { containers }: Observed): Operation[] {
  const names = containers.map(({ service }) => service).filter((name) => !(name in project.services));
  return [...new Set(names)].map((name) =>
    operation("remove", "service", name, "no longer part of the stack"),
  );
}

function unusedVolumes(
  { project }: Desired,
  observed: Observed,
  removeVolumes: readonly string[],
): Operation[] {
  const used = new Set(project.volumes.map((key) => objectName(project.name, key)));
  const unused = observed.volumes.filter(({ name }) => !used.has(name));
  const kept = unused.filter(({ name }) => !removeVolumes.includes(name));
  const removed = unused.filter(({ name }) => removeVolumes.includes(name));
  return [
    ...kept.map(({ name, sizeBytes }) => ({
      ...operation("keep", "volume", name, "no longer used; its data stays until you remove it"),
      sizeBytes,
    })),
    ...removed.map(({ name, sizeBytes }) => ({
      ...operation("remove", "volume", name, "no longer used; its data is lost"),
      sizeBytes,
      destructive: true,
    })),
  ];
}

function probes({ project, probes: count }: Desired, before: readonly Operation[]): Operation[] {
  if (count === 0 || before.length === 0) return [];
  return [operation("probe", "stack", project.name, count === 1 ? "1 probe" : `${count} probes`)];
}

function operation(
  verb: Operation["verb"],
  type: Operation["target"]["type"],
  name: string,
  cause: string,
): Operation {
  return { verb, target: { type, name }, cause, destructive: false, sizeBytes: null };
}
