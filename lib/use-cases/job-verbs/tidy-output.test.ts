import { expect, it } from "vitest";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";
import { tidyOutput } from "@/lib/use-cases/job-verbs/tidy-output";

const DAY_MS = 24 * 3_600_000;

it("takes the output of a job that ended 90 days ago, says so in its place, and keeps its verdict and steps", async () => {
  const world = new FakeWorld();
  await world.define();
  const job = await world.run("deploy");
  const before = await world.jobs.output(job.id, 0);
  expect(before.length).toBeGreaterThan(1);
  let at = Date.now() + 89 * DAY_MS;
  const tidy = () => tidyOutput({ jobs: world.jobs, now: () => new Date(at), keptDays: 90 });
  expect(await tidy()).toBe(0);
  expect(await world.jobs.output(job.id, 0)).toEqual(before);
  at += 2 * DAY_MS;
  expect(await tidy()).toBe(1);
  expect(await world.jobs.output(job.id, 0)).toEqual([
    {
      seq: (before.at(-1)?.seq ?? 0) + 1,
      at: new Date(at).toISOString(),
      step: "job",
      source: "slipway",
      text: "The output was tidied away: it is kept for 90 days, of the last 200 jobs of each stack",
    },
  ]);
  expect(await world.job(job.id)).toEqual(job);
  expect(await tidy()).toBe(0);
});

it("takes what is older than the last 200 jobs of a stack, whatever its age", async () => {
  const world = new FakeWorld();
  await world.define();
  const first = await world.run("deploy");
  for (let count = 0; count < 199; count += 1) await world.run("probe");
  const tidy = () => tidyOutput({ jobs: world.jobs, now: () => new Date(), keptDays: 90 });
  expect(await tidy()).toBe(0);
  await world.run("probe");
  expect(await tidy()).toBe(1);
  expect(await world.jobs.output(first.id, 0)).toHaveLength(1);
});
