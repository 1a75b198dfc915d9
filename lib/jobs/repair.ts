import { dropStaleEndpoints } from "@/lib/jobs/stale-endpoints";
import type { Compose } from "@/lib/ports/compose";
import type { Engine } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

/**
 * Before whatever changes containers: an interrupted run of Compose is ended, and what it, or an engine without room,
 * left half made is removed.
 */
export async function repair(
  { compose, engine }: { compose: Compose; engine: Engine },
  stack: { id: string; name: string },
  output: (text: string) => void,
): Promise<void> {
  const removed = await compose.repair(stack.name, `${STACK_LABEL}=${stack.id}`);
  for (const name of removed) output(`Removed ${name}, left by a deploy that was interrupted`);
  for (const name of await dropStaleEndpoints(engine, stack)) {
    output(`Took back the network address of ${name}, which the engine had kept for a container that ended`);
  }
}
