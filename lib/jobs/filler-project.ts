import { posix } from "node:path";
import type { Definition } from "@/lib/jobs/definition";
import type { ComposeFiles } from "@/lib/ports/compose";
import type { BackedUpVolume } from "@/lib/ports/stack-backups";
import type { ComposeService } from "@/lib/stacks/compose-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";

/**
 * Above the archive's own name for a folder, should the volume be mounted at one of another name by now: beside that,
 * the name may be another volume's.
 */
const OWN_PARENT = "/slipway-restore";

export type Filler = {
  files: ComposeFiles;
  /** By the volume's key: the service whose container has it, and the folder above the one that it is mounted at. */
  places: ReadonlyMap<string, { service: string; above: string }>;
};

/**
 * The definition's project with nothing but what its volumes are filled by: a container for each service that has one
 * of them, which is never started. Its mounts are the service's own, so that a volume that the image declares there is
 * no other one; but nothing of the image is put into a volume, as Docker would do with an empty one.
 */
export function fillerProject(
  { name, rendered: { project } }: Pick<Definition, "name" | "rendered">,
  volumes: readonly Pick<BackedUpVolume, "key" | "folder">[],
): Filler {
  const wanted = new Map(volumes.map(({ key, folder }) => [key, folder]));
  const mounters = mountersOf(project.services, wanted);
  const services: Record<string, ComposeService> = {};
  const places = new Map<string, { service: string; above: string }>();
  for (const [service, { image, platform, logging, volumes: mounts = [] }] of Object.entries(
    project.services,
  )) {
    const named = mounts.filter((mount) => mount.type === "volume");
    const filled = named.flatMap(({ source, target }) => {
      const folder = wanted.get(source);
      if (folder === undefined || mounters.get(source) !== service || places.has(source)) return [];
      const above = folder === posix.basename(target) ? posix.dirname(target) : `${OWN_PARENT}/${source}`;
      places.set(source, { service, above });
      return [{ source, target: posix.join(above, folder) }];
    });
    if (filled.length === 0) continue;
    services[service] = {
      ...{ image, logging, restart: "no" },
      ...(platform !== undefined && { platform }),
      volumes: named.map((mount) => ({
        ...{ type: "volume", source: mount.source, noCopy: true },
        target: filled.find(({ source }) => source === mount.source)?.target ?? mount.target,
      })),
    };
  }
  const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
  const filler = {
    ...project,
    services,
    volumes: project.volumes.filter((key) => mounted.some(({ source }) => source === key)),
    ...{ configs: {}, env: {}, secretEnv: [] },
  };
  return { files: { project: name, composeYaml: composeYaml(filler), envFile: "" }, places };
}

/**
 * By the volume's key, the service whose container it is filled through: one that writes to it, whose image knows the
 * folder; else one that only reads it. The filler's own mount can be written to either way.
 */
function mountersOf(
  services: Readonly<Record<string, ComposeService>>,
  wanted: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, { service: string; readOnly: boolean }>();
  for (const [service, { volumes = [] }] of Object.entries(services)) {
    for (const { type, source, readOnly = false } of volumes) {
      if (type !== "volume" || !wanted.has(source)) continue;
      const before = found.get(source);
      if (before === undefined || (before.readOnly && !readOnly)) found.set(source, { service, readOnly });
    }
  }
  return new Map([...found].map(([key, { service }]) => [key, service]));
}
