import type { WorkerClient } from "@/lib/client/worker-client";
import type { CommandInput } from "@/lib/command-line/command";
import { PanelError } from "@/lib/errors";

export type StackVerbInput = CommandInput & {
  client: WorkerClient;
  /** The words after the verb. */
  words: readonly string[];
};

/** One verb of `slipway stacks`; resolves to the exit code. */
export type StackVerb = { usage: string; run(input: StackVerbInput): Promise<number> };

/**
 * The one stack that the words name.
 * @throws PanelError `input-invalid`
 */
export function namedStack({ words }: Pick<StackVerbInput, "words">, usage: string): string {
  const [name, ...surplus] = words;
  if (name === undefined || surplus.length > 0) {
    throw new PanelError("input-invalid", "Name one stack", { fix: `Usage: slipway stacks ${usage}` });
  }
  return name;
}
