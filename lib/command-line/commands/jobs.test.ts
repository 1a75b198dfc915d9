import { afterEach, beforeEach, expect, it } from "vitest";
import type { JobSummaryView, JobView } from "@/lib/api/contract/job-views";
import { openTestApi } from "@/lib/api/test-api";
import { openCommandLine } from "@/lib/command-line/test-support/open-command-line";
import { PanelError } from "@/lib/errors";

const JOB: JobView = {
  id: "job-12",
  number: 12,
  verb: "deploy",
  stackId: "5tack",
  stackName: "shop",
  kind: "directus",
  service: null,
  action: null,
  backup: null,
  revision: 3,
  state: "failed",
  startedBy: "ann",
  createdAt: "2026-03-01T10:00:00.000Z",
  startedAt: "2026-03-01T10:00:01.000Z",
  endedAt: "2026-03-01T10:00:09.000Z",
  steps: [
    { id: "render", title: "Render", state: "done", detail: "2 files", startedAt: null, endedAt: null },
    {
      id: "pull",
      title: "Pull images",
      state: "failed",
      detail: "no registry",
      startedAt: null,
      endedAt: null,
    },
  ],
  error: {
    code: "image-pull-failed",
    message: "directus:1 could not be pulled",
    fix: "Check that the registry runs.",
    evidence: ["connect: connection refused"],
  },
  cancellable: false,
};
const { steps: _, ...SUMMARY } = JOB;
const DONE: JobSummaryView = {
  ...{ ...SUMMARY, number: 11, verb: "restart", service: "db", state: "succeeded", error: null },
  ...{ step: null, progress: null },
};
const LINE = {
  seq: 1,
  at: "2026-03-01T10:00:05.000Z",
  step: "pull",
  source: "directus:1",
  text: "Try 1 of 3 failed",
};

let commandLine: Awaited<ReturnType<typeof openCommandLine>>;
let asked: unknown[];
beforeEach(async () => {
  asked = [];
  const { control } = openTestApi({
    "jobs.list": async ({ query }) => {
      asked.push(query);
      return { jobs: query.stack === "empty" ? [] : [{ ...DONE, ...SUMMARY }, DONE] };
    },
    "jobs.show": async ({ params }) => {
      if (params.job === "12") return JOB;
      throw new PanelError("job-not-found", `There is no job ${params.job}`, {
        fix: "Choose one of the list",
      });
    },
    "jobs.output": async () => ({ lines: [LINE] }),
  });
  commandLine = await openCommandLine(control);
});
afterEach(() => commandLine.close());

const slipway = (...words: string[]) => commandLine.slipway(...words);

it("lists jobs, newest first, with the reason of those that failed", async () => {
  const { code, out } = await slipway("jobs", "list", "--stack", "shop", "--limit", "5");
  expect([code, asked]).toEqual([0, [{ stack: "shop", limit: 5 }]]);
  expect(out).toBe(
    [
      "JOB  WHAT             STATE      BY   AT (UTC)          WHY",
      "12   deploy shop      failed     ann  2026-03-01 10:00  directus:1 could not be pulled",
      "11   restart shop db  succeeded  ann  2026-03-01 10:00",
    ].join("\n"),
  );
  expect(await slipway("jobs")).toMatchObject({ code: 0, out });
  expect((await slipway("jobs", "list", "--stack", "empty")).out).toContain("No jobs yet");
});

it("shows one job: its steps, why it failed, what shows that, what to do, and the output", async () => {
  const { code, out } = await slipway("jobs", "show", "12");
  expect(code).toBe(0);
  expect(out).toBe(
    [
      "Job 12: deploy shop, failed",
      "revision 3, asked 2026-03-01 10:00:00 UTC by ann, ended 2026-03-01 10:00:09 UTC",
      "",
      "directus:1 could not be pulled",
      "  | connect: connection refused",
      "Check that the registry runs.",
      "",
      "STEP         STATE",
      "Render       done    2 files",
      "Pull images  failed  no registry",
      "",
      "10:00:05 pull directus:1 | Try 1 of 3 failed",
    ].join("\n"),
  );
});

it("gives both to programs as the API does", async () => {
  expect(JSON.parse((await slipway("jobs", "show", "12", "--json")).out)).toEqual({ ...JOB, output: [LINE] });
  expect(JSON.parse((await slipway("jobs", "list", "--json")).out).jobs).toHaveLength(2);
});

it.each([
  [["show", "99"], 3, "There is no job 99"],
  [["show"], 2, "Name one job by its number"],
  [["show", "1", "2"], 2, "Name one job by its number"],
  [["list", "--limit", "0"], 2, "That is no list of jobs"],
  [["list", "--limit", "201"], 2, "That is no list of jobs"],
  [["stop"], 2, "There is no “slipway jobs stop”"],
])("refuses %j", async (words, code, message) => {
  const said = await slipway("jobs", ...words);
  expect([said.code, said.err]).toEqual([code, expect.stringContaining(message)]);
});
