import { afterEach, beforeEach, expect, it } from "vitest";
import type { JobView } from "@/lib/api/contract/job-views";
import type { StackBackupsView } from "@/lib/api/contract/stack-backups";
import { openTestApi } from "@/lib/api/test-api";
import { openCommandLine } from "@/lib/command-line/test-support/open-command-line";

const JOB: JobView = {
  ...{ id: "job-12", number: 12, verb: "backup", stackId: "5tack", stackName: "shop", kind: "directus" },
  ...{ service: null, action: null, backup: null, revision: 3, state: "queued", startedBy: "ann" },
  ...{ createdAt: "2026-03-01T10:00:00.000Z", startedAt: null, endedAt: null, steps: [], error: null },
  cancellable: true,
};
const LIST: StackBackupsView = {
  ...{ note: "All.", volumes: [], stops: ["web"], unavailable: null, isHalfRestored: false },
  backups: [
    {
      ...{
        id: "job-9",
        stackId: "5tack",
        stackName: "shop",
        kind: "directus",
        version: "12.4.0",
        revision: 2,
      },
      ...{ createdAt: "2026-03-01T09:00:00.000Z", createdBy: "ann", reason: "before-restore", sha256: "ab" },
      ...{
        sizeBytes: 1234,
        volumes: [{ key: "database", sizeBytes: 1100, folder: "database" }],
        tookMs: 900,
      },
      ...{ verifiedAt: "2026-03-01T09:30:00.000Z", problem: null, refusal: null, bringsSecrets: false },
    },
  ],
};

let commandLine: Awaited<ReturnType<typeof openCommandLine>>;
let asked: unknown[];
beforeEach(async () => {
  asked = [];
  const { control } = openTestApi({
    "stack-backups.list": async ({ params }) => (params.stack === "empty" ? { ...LIST, backups: [] } : LIST),
    "stack-backups.create": async () => JOB,
    "stack-backups.restore": async ({ params, body }) => {
      asked.push({ ...params, ...body });
      return { ...JOB, verb: "restore" };
    },
  });
  commandLine = await openCommandLine(control);
});
afterEach(() => commandLine.close());

const slipway = (...words: string[]) => commandLine.slipway("stacks", ...words);

it("lists a stack's backups, for people and for programs", async () => {
  const { code, out } = await slipway("backups", "shop");
  expect(code).toBe(0);
  expect(out).toBe(
    [
      "BACKUP  MADE                 REVISION  BYTES  VOLUMES   STATE",
      "job-9   2026-03-01T09:00:00  2         1234   database  verified, made before a restore",
    ].join("\n"),
  );
  expect((await slipway("backups", "empty")).out).toContain("“slipway stacks backup empty” makes one");
  expect(JSON.parse((await slipway("backups", "shop", "--json")).out)).toEqual(LIST);
});

it("makes one, and names the job that does", async () => {
  expect(await slipway("backup", "shop", "--no-wait")).toMatchObject({
    code: 0,
    out: "Job 12 is at work on shop",
  });
});

it("restores one with the typed name, saving what is there unless told not to", async () => {
  await slipway("restore", "shop", "job-9", "--confirm", "shop", "--no-wait");
  await slipway("restore", "shop", "job-9", "--confirm", "shop", "--no-save", "--no-wait");
  expect(asked).toEqual([
    { stack: "shop", backup: "job-9", confirmName: "shop", saveFirst: true },
    { stack: "shop", backup: "job-9", confirmName: "shop", saveFirst: false },
  ]);
  expect(await slipway("restore", "shop")).toMatchObject({
    code: 2,
    err: expect.stringContaining("Name one stack and one of its backups"),
  });
});
