import type { TestPanel } from "@/e2e/panel/test-panel";
import type { JobView } from "@/lib/api/contract/job-views";
import type { RouteCall } from "@/lib/api/contract/route";
import { routes } from "@/lib/api/contract/routes";
import type { StackDetailView } from "@/lib/api/contract/stack-views";

type Body = RouteCall<(typeof routes)["stacks.create"]>["body"];
/** A Directus, unless another kind is named. */
type Definition = Omit<Body, "kind"> & Partial<Pick<Body, "kind">>;

/** A stack made and deployed by the API, for the journeys that are about something else. */
export async function deployByApi(panel: TestPanel, definition: Definition): Promise<StackDetailView> {
  const { id } = await createByApi(panel, definition);
  const job = await panel.control.call(routes["stacks.deploy"], { params: { stack: id }, body: {} });
  await jobEnd(panel, job.id);
  return panel.control.call(routes["stacks.show"], { params: { stack: id } });
}

/** Saved, not deployed. */
export function createByApi(panel: TestPanel, definition: Definition): Promise<StackDetailView> {
  return panel.control.call(routes["stacks.create"], { body: { kind: "directus", ...definition } });
}

/** Waits for the end of a job. @throws with the job's own words unless it succeeds */
export async function jobEnd(panel: TestPanel, job: string): Promise<JobView> {
  let last: JobView | undefined;
  for await (const line of panel.control.lines(routes["jobs.events"], { params: { job } })) {
    if (line.type === "job") last = line.job;
    if (last !== undefined && last.endedAt !== null) break;
  }
  if (last?.state === "succeeded") return last;
  const words = last?.error ? `${last.error.message} ${last.error.evidence?.join("\n") ?? ""}` : "";
  throw new Error(`Job ${job} ended as ${last?.state ?? "unknown"}. ${words}`);
}

/** Waits until no job of the stack is left: what was restarted by hand answers before its job has ended. */
export async function untilIdle(panel: TestPanel, stack: string): Promise<void> {
  const { jobs } = await panel.control.call(routes["jobs.list"], { query: { stack } });
  for (const { id, endedAt } of jobs) if (endedAt === null) await jobEnd(panel, id);
}

/** SQLite: one container, the quickest to deploy. */
export const SQLITE = { database: "sqlite" } as const;
