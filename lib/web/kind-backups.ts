import type { Kind } from "@/lib/stacks/kind";
import { kinds } from "@/lib/stacks/registry";

/** Whether the data of a kind's stacks can be backed up. */
export function kindBacksUp(id: string): boolean {
  const kind: Kind | undefined = Object.values(kinds).find((one) => one.id === id);
  return kind?.coldBackup !== undefined;
}
