import { z } from "zod";
import { jobSummaryView } from "@/lib/api/contract/job-views";
import { stackView } from "@/lib/api/contract/stack-views";
import { hostView, instant } from "@/lib/api/contract/views";

/** What a page is told as it happens. The first line after connecting is a `snapshot`. */
export const eventLine = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("snapshot"),
    stacks: z.array(stackView),
    host: hostView,
    jobs: z.array(jobSummaryView),
  }),
  z.object({ type: z.literal("stack"), stack: stackView }),
  z.object({ type: z.literal("stack-removed"), stackId: z.string() }),
  z.object({ type: z.literal("job"), job: jobSummaryView }),
  z.object({ type: z.literal("host"), host: hostView }),
  z.object({ type: z.literal("heartbeat"), at: instant }),
  z.object({ type: z.literal("ended"), reason: z.enum(["signed-out", "stopping"]) }),
]);
export type EventLine = z.output<typeof eventLine>;
