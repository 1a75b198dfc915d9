import { PanelError } from "@/lib/errors";

/** For whatever would bring up a stack, or read from it, while its data is not whole. */
export function dataNotWhole(stackName: string): PanelError {
  return new PanelError(
    "data-incomplete",
    `A restore of ${stackName} was broken off: its data is not whole`,
    {
      fix: "Restore a backup of it first",
    },
  );
}
