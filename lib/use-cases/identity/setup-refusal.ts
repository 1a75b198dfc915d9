import { PanelError } from "@/lib/errors";
import type { StackStore } from "@/lib/ports/stores";

export type SetupCheck = {
  stacks: Pick<StackStore, "list">;
  /** Names of containers that carry the label of one of our stacks. */
  labelledContainers: () => Promise<string[]>;
  /** SLIPWAY_FRESH: the person says that this is a new installation all the same. */
  fresh: boolean;
};

/**
 * An empty data folder on a machine with containers of ours is a lost data folder, not a new installation: an owner
 * made now would see none of the stacks that run. An engine that cannot be asked is no reason to refuse.
 */
export async function setupRefusal({
  stacks,
  labelledContainers,
  fresh,
}: SetupCheck): Promise<string | null> {
  if (fresh || (await stacks.list()).length > 0) return null;
  let names: string[];
  try {
    names = await labelledContainers();
  } catch (error) {
    if (error instanceof PanelError && error.code !== "unexpected") return null;
    throw error;
  }
  if (names.length === 0) return null;
  const count = names.length === 1 ? "a container" : `${names.length} containers`;
  return (
    `This data folder is empty, yet the engine has ${count} of stacks that Slipway deployed. Restore the data ` +
    "folder they belong to (SLIPWAY_DATA, or a backup), or remove those containers. If they are another " +
    "installation's, start with SLIPWAY_FRESH=1."
  );
}
