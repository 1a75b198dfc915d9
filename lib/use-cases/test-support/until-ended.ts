import type { JobView } from "@/lib/api/contract/job-views";
import type { Caller, Panel } from "@/lib/use-cases/panel";

export const TESTER: Caller = { who: "tester", from: "test" };

/** The job once it has a verdict. */
export async function untilEnded(panel: Panel, job: Pick<JobView, "id">): Promise<JobView> {
  for (;;) {
    const view = await panel.verbs["jobs.show"](
      { params: { job: job.id }, query: undefined, body: undefined },
      TESTER,
    );
    if (view.endedAt !== null) return view;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
