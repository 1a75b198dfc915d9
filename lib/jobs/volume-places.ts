import { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import type { JobServices } from "@/lib/jobs/job-services";
import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";
import { withoutContainer } from "@/lib/jobs/without-container";
import { backedUpVolumes } from "@/lib/stacks/backup-fit";

type Stack = { id: string; name: string };

/** Where a volume of the stack is reached. */
export type VolumePlace = { key: string; volume: string; service: string; container: string; folder: string };

/**
 * Keys of the volumes that a backup of the definition holds.
 * @throws PanelError `input-invalid` where there is none, or the kind says why its data is not backed up
 */
export function volumesOf({ kind, name, input, rendered }: Definition): string[] {
  const unavailable = kind.coldBackup?.unavailable?.(input.settings) ?? null;
  if (unavailable !== null) {
    throw new PanelError("input-invalid", unavailable.reason, { fix: unavailable.fix });
  }
  const keys = backedUpVolumes(kind.coldBackup, rendered.project);
  if (keys.length > 0) return keys;
  throw new PanelError("input-invalid", `${name} has no data that could be backed up`, {
    fix: `Data of ${kind.title} is not backed up here`,
  });
}

/** Services of the definition that have one of the volumes, to read or to write. */
export function servicesWith({ rendered }: Definition, keys: readonly string[]): string[] {
  return Object.entries(rendered.project.services).flatMap(([name, { volumes = [] }]) =>
    volumes.some(({ type, source }) => type === "volume" && keys.includes(source)) ? [name] : [],
  );
}

/**
 * A container of the stack for each of the volumes, and the folder where it is mounted. Volume and container are the
 * stack's by label, record and name.
 * @throws PanelError `service-not-found` where a volume has none
 */
export async function volumePlaces(
  { engine }: Pick<JobServices, "engine">,
  stack: Stack,
  keys: readonly string[],
): Promise<VolumePlace[]> {
  const [containers, volumes] = await Promise.all([inspectOwned(engine, stack), ownedVolumes(engine, stack)]);
  const names = new Set(volumes.map(({ name }) => name));
  return keys.map((key) => {
    const volume = `${stack.name}_${key}`;
    for (const container of containers.filter((one) => !isLeftover(one))) {
      const mount = container.mounts.find((one) => one.type === "volume" && one.volume === volume);
      if (mount === undefined || !names.has(volume)) continue;
      return { key, volume, service: serviceOf(container), container: container.id, folder: mount.target };
    }
    throw withoutContainer(`${stack.name} that has the volume ${volume}`);
  });
}
