import { cache } from "react";
import type { EventLine } from "@/lib/api/contract/event-views";
import { routes } from "@/lib/api/contract/routes";
import { PanelError } from "@/lib/errors";
import { pageCall, requireOperator } from "@/lib/web/operator";

export type Snapshot = Omit<Extract<EventLine, { type: "snapshot" }>, "type"> & {
  /** The server's clock, for ages that read the same in the HTML and after it. */
  nowMs: number;
};

const DEADLINE_MS = 5_000;

/**
 * All that a page shows live, as the worker last knew it: the first line of the very stream that then keeps it up to
 * date. The worker answers from memory, however slow the engine is.
 */
export const readSnapshot = cache(async (): Promise<Snapshot> => {
  const { worker } = await requireOperator();
  return pageCall(firstLine(worker.lines(routes.events, {}, { deadlineMs: DEADLINE_MS })));
});

async function firstLine(lines: AsyncIterable<EventLine>): Promise<Snapshot> {
  for await (const line of lines) {
    if (line.type !== "snapshot") continue;
    const { stacks, host, jobs } = line;
    return { stacks, host, jobs, nowMs: Date.now() };
  }
  throw new PanelError("worker-unreachable", "The worker ended the connection before it said anything", {
    fix: "Reload the page in a moment.",
  });
}
