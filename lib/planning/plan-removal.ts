import type { Observed, Operation } from "@/lib/planning/stack-facts";

/** What removing a stack will do. Volumes that are not named stay, and the plan says so. */
export function planRemoval(
  stack: string,
  observed: Pick<Observed, "containers" | "volumes" | "networks">,
  removeVolumes: readonly string[],
): Operation[] {
  const cause = `${stack} is removed`;
  const services = [...new Set(observed.containers.map(({ service }) => service))];
  const plain = (type: Operation["target"]["type"], name: string): Operation => ({
    verb: "remove",
    target: { type, name },
    cause,
    destructive: false,
    sizeBytes: null,
  });
  const volumes = observed.volumes.map(({ name, sizeBytes }): Operation => {
    const target = { type: "volume", name } as const;
    return removeVolumes.includes(name)
      ? { verb: "remove", target, cause: "its data is lost", destructive: true, sizeBytes }
      : { verb: "keep", target, cause: "its data stays on the engine", destructive: false, sizeBytes };
  });
  return [
    ...services.map((name) => plain("service", name)),
    ...observed.networks.map(({ name }) => plain("network", name)),
    ...volumes.filter(({ verb }) => verb === "keep"),
    ...volumes.filter(({ verb }) => verb === "remove"),
  ];
}
