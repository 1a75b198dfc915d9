import { z } from "zod";
import { instant } from "@/lib/api/contract/views";

export const logLine = z.object({
  /** Engine's time stamp, nanoseconds kept: it orders lines of several services. */
  at: z.string(),
  service: z.string(),
  stream: z.enum(["stdout", "stderr"]),
  text: z.string(),
});
export type LogLine = z.output<typeof logLine>;

export const logBatch = z.discriminatedUnion("type", [
  z.object({ type: z.literal("lines"), lines: z.array(logLine) }),
  /** A container came or went; the stream goes on. */
  z.object({ type: z.literal("marker"), at: instant, service: z.string(), text: z.string() }),
  z.object({ type: z.literal("heartbeat"), at: instant }),
  z.object({ type: z.literal("ended"), reason: z.enum(["signed-out", "stopping", "engine-lost", "done"]) }),
]);
export type LogBatch = z.output<typeof logBatch>;
