import type { Environment } from "@/lib/env";
import type { Engine } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import { setupRefusal } from "@/lib/use-cases/identity/setup-refusal";
import type { Stores } from "@/lib/worker/stores-on";

/** Why set-up must not go on, by what is stored and what the engine has. */
export function setupCheck(
  { fresh }: Pick<Environment, "fresh">,
  { stacks }: Pick<Stores, "stacks">,
  engine: Pick<Engine, "listContainers">,
): () => Promise<string | null> {
  const labelledContainers = async () =>
    (await engine.listContainers({ labels: [STACK_LABEL] })).map(({ name }) => name);
  return () => setupRefusal({ stacks, labelledContainers, fresh });
}
