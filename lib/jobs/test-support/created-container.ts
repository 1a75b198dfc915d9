import type { ContainerDetail } from "@/lib/ports/engine";

/** A container as the engine tells of it right after it was made. */
export function createdContainer({
  mounts,
  image,
  ...named
}: Pick<ContainerDetail, "id" | "name" | "image" | "labels"> & {
  mounts: readonly { volume: string; target: string }[];
}): ContainerDetail {
  return {
    ...named,
    image,
    imageId: `sha256:${image}`,
    state: "created",
    status: "Created",
    health: "none",
    ports: [],
    createdAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
    exitCode: 0,
    outOfMemory: false,
    startError: "",
    restartCount: 0,
    restartPolicy: "unless-stopped",
    command: [],
    environment: [],
    mounts: mounts.map(({ volume, target }) => ({ type: "volume", source: volume, target, volume })),
    checks: [],
    memoryLimitBytes: null,
    addresses: {},
  };
}
