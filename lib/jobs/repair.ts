import type { Compose } from "@/lib/ports/compose";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

/** Before whatever changes containers: an interrupted run of Compose is ended, and what it left half made removed. */
export async function repair(
  { compose }: { compose: Compose },
  stack: { id: string; name: string },
  output: (text: string) => void,
): Promise<void> {
  const removed = await compose.repair(stack.name, `${STACK_LABEL}=${stack.id}`);
  for (const name of removed) output(`Removed ${name}, left by a deploy that was interrupted`);
}
