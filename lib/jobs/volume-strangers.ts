import { PanelError } from "@/lib/errors";
import { isOwned } from "@/lib/jobs/owned-containers";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";
import type { ContainerSummary, Engine } from "@/lib/ports/engine";

type Stack = { id: string; name: string };

/**
 * That each volume of these names is the stack's, or not there: another's would neither be emptied nor refused by
 * Compose, and a restore would pour its archive over what lies in it.
 * @throws PanelError `name-taken`
 */
export async function assertVolumesOwned(
  engine: Pick<Engine, "listVolumes">,
  stack: Stack,
  names: readonly string[],
): Promise<void> {
  const [all, owned] = await Promise.all([engine.listVolumes(), ownedVolumes(engine, stack)]);
  const own = new Set(owned.map(({ name }) => name));
  const [taken] = all.filter(({ name }) => names.includes(name) && !own.has(name));
  if (taken === undefined) return;
  throw new PanelError(
    "name-taken",
    `There is a volume ${taken.name} that is not ${stack.name}'s: it does not carry the stack's labels`,
    { fix: "Copy what you need of it into another volume and remove it, then try again" },
  );
}

/**
 * That no container but the stack's own has one of the volumes.
 * @param isInTheWay which of those that have are
 * @throws PanelError `stack-busy` with their names
 */
export async function assertVolumesUnshared(
  engine: Pick<Engine, "listContainers">,
  stack: Stack,
  names: readonly string[],
  isInTheWay: (container: ContainerSummary) => boolean,
): Promise<void> {
  const users = names.length === 0 ? [] : await engine.listContainers({ volumes: names });
  const strangers = users.filter((one) => !isOwned(stack, one) && isInTheWay(one)).map(({ name }) => name);
  if (strangers.length === 0) return;
  const which = strangers.join(", ");
  throw new PanelError(
    "stack-busy",
    `${which} ${strangers.length === 1 ? "uses" : "use"} the data of ${stack.name}, and ${strangers.length === 1 ? "is no container" : "are no containers"} of it`,
    { fix: `Stop and remove ${which} yourself, then try again` },
  );
}
