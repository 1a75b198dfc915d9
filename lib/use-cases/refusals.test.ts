import { expect, it } from "vitest";
import type { RouteInput } from "@/lib/api/contract/route";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };
const NONE = { query: undefined, body: undefined };

async function deployed() {
  const { panel, world } = fakePanel();
  await world.define();
  await world.run("deploy");
  const { verbs } = panel;
  const stack = { stack: STACK.id };
  const deploy = (body: RouteInput<(typeof stackRoutes)["stacks.deploy"]>["body"]) =>
    verbs["stacks.deploy"]({ params: stack, query: undefined, body }, ANN);
  const remove = (body: { confirmName: string; removeVolumes: string[] }) =>
    verbs["stacks.remove"]({ params: stack, query: undefined, body }, ANN);
  return { verbs, world, stack, deploy, remove };
}

type Deployed = Awaited<ReturnType<typeof deployed>>;

it.each<[string, string, (panel: Deployed) => Promise<unknown>]>([
  [
    "an unknown stack",
    "stack-not-found",
    ({ verbs }) => verbs["stacks.show"]({ params: { stack: "nobody" }, ...NONE }, ANN),
  ],
  [
    "an unknown job",
    "job-not-found",
    ({ verbs }) => verbs["jobs.show"]({ params: { job: "9999999999" }, ...NONE }, ANN),
  ],
  [
    "an unknown service",
    "service-not-found",
    ({ verbs, stack }) =>
      verbs["stacks.restart"]({ params: stack, query: undefined, body: { service: "nobody" } }, ANN),
  ],
  [
    "a service whose page is asked for",
    "service-not-found",
    ({ verbs, stack }) => verbs["stacks.service"]({ params: { ...stack, service: "nobody" }, ...NONE }, ANN),
  ],
  [
    "files of an unknown revision",
    "revision-not-found",
    ({ verbs, stack }) => verbs["revisions.files"]({ params: { ...stack, revision: 7 }, ...NONE }, ANN),
  ],
  ["a deploy of an unknown revision", "revision-not-found", ({ deploy }) => deploy({ revision: 7 })],
  ["a plan that is outdated", "plan-outdated", ({ deploy }) => deploy({ fingerprint: "0".repeat(64) })],
  [
    "a step that the kind refuses",
    "settings-invalid",
    async ({ verbs, stack, deploy }) => {
      const body = { base: 1, settings: { greeting: "older" }, secrets: {}, note: "" };
      const access = { mode: "private" } as const;
      await verbs["revisions.create"]({ params: stack, query: undefined, body: { ...body, access } }, ANN);
      return deploy({});
    },
  ],
  [
    "a removal with another name typed",
    "confirmation-missing",
    ({ remove }) => remove({ confirmName: "shpo", removeVolumes: [] }),
  ],
  [
    "a removal with a volume that is not the stack's",
    "input-invalid",
    ({ remove }) => remove({ confirmName: STACK.name, removeVolumes: ["blog_data"] }),
  ],
])("refuses %s with %s and what to do, and changes nothing", async (_, code, attempt) => {
  const panel = await deployed();
  const before = panel.world.containers();
  const jobs = (await panel.world.jobs.list({ limit: 9 })).length;
  await expect(attempt(panel)).rejects.toMatchObject({
    code,
    details: { fix: expect.stringMatching(/\w{3}/) },
  });
  expect(panel.world.containers()).toEqual(before);
  expect((await panel.world.jobs.list({ limit: 9 })).length).toBe(jobs);
});

it("tells the second of two that deploy what runs already", async () => {
  const { deploy } = await deployed();
  const both = await Promise.allSettled([deploy({}), deploy({})]);
  const [refused] = both.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(refused).toMatchObject({ code: "stack-busy", details: { fix: expect.any(String), number: 2 } });
});
