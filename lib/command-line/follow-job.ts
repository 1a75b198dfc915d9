import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";
import type { WorkerClient } from "@/lib/client/worker-client";
import type { CommandInput } from "@/lib/command-line/command";
import { errorText } from "@/lib/command-line/error-report";
import { EXIT_CODES, EXIT_FAILED, EXIT_OK } from "@/lib/command-line/exit-codes";
import { PanelError } from "@/lib/errors";

/** Prints a job's steps as they begin and end, until it ends; its verdict becomes the exit code. */
export async function followJob(
  client: WorkerClient,
  first: JobView,
  { json, print, note }: Pick<CommandInput, "json" | "print" | "note">,
): Promise<number> {
  const told = new Map<string, string>();
  let job = first;
  for await (const line of client.lines(routes["jobs.events"], { params: { job: first.id } })) {
    if (line.type === "job") {
      job = line.job;
      for (const step of job.steps) {
        if (told.get(step.id) === step.state || step.state === "waiting") continue;
        told.set(step.id, step.state);
        if (!json) note(`${step.title}: ${step.state}${step.detail ? `, ${step.detail}` : ""}`);
      }
    }
    if (line.type === "ended") break;
  }
  job = await client.call(routes["jobs.show"], { params: { job: first.id } });
  if (json) print(JSON.stringify(job, null, 2));
  else if (job.error) {
    const { code, message, ...details } = job.error;
    note(errorText(new PanelError(code, message, details)));
  } else print(`Job ${job.number}: ${job.verb} ${job.stackName} ${job.state}`);
  if (job.state === "succeeded") return EXIT_OK;
  return job.error ? EXIT_CODES[job.error.code] : EXIT_FAILED;
}
