import { z } from "zod";
import { jobEventLine, jobSummaryView, jobView, outputLine } from "@/lib/api/contract/job-views";
import { route } from "@/lib/api/contract/route";

const params = z.object({ job: z.string().min(1).max(64) });

export const jobRoutes = {
  "jobs.list": route({
    method: "GET",
    path: "/v1/jobs",
    access: "viewer",
    token: "read",
    summary: "Jobs, newest first",
    query: z.object({
      stack: z.string().max(64).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: { json: z.object({ jobs: z.array(jobSummaryView) }) },
  }),
  "jobs.show": route({
    method: "GET",
    path: "/v1/jobs/:job",
    access: "viewer",
    token: "read",
    summary: "One job with its steps; `job` is an id or a number",
    params,
    response: { json: jobView },
  }),
  "jobs.output": route({
    method: "GET",
    path: "/v1/jobs/:job/output",
    access: "viewer",
    token: "read",
    summary: "The raw output, redacted",
    params,
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    response: { json: z.object({ lines: z.array(outputLine) }) },
  }),
  "jobs.events": route({
    method: "GET",
    path: "/v1/jobs/:job/events",
    access: "viewer",
    token: "read",
    summary: "The job as it runs: its state, then each change and each batch of output",
    params,
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    response: { lines: jobEventLine },
  }),
  "jobs.cancel": route({
    method: "POST",
    path: "/v1/jobs/:job/cancel",
    access: "operator",
    token: "deploy",
    summary: "Ask the job to stop; its verdict says what was left",
    params,
    response: { json: jobView },
  }),
};
