import { expect, it } from "vitest";
import { removeOrphans } from "@/lib/jobs/remove-orphans";
import { FakeEngine } from "@/lib/jobs/test-support/fake-engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

const stack = { id: "s1", name: "cms" };

function labels(service: string, id = "s1"): Record<string, string> {
  return { [STACK_LABEL]: id, "com.docker.compose.project": "cms", "com.docker.compose.service": service };
}

it("removes what the project no longer has, and nothing that merely copies its labels", async () => {
  const engine = new FakeEngine();
  const redis = engine.create("cms-redis-1", "redis:8", labels("redis"));
  const app = engine.create("cms-directus-1", "directus:12", labels("directus"));
  const spoofed = engine.create("somebody-elses", "redis:8", labels("redis"));
  const foreign = engine.create("cms-cache-1", "redis:8", labels("cache", "another"));
  const said: string[] = [];

  await removeOrphans(engine, stack, { directus: {}, database: {} }, (text) => said.push(text));

  expect([...engine.containers.keys()].sort()).toEqual([app.id, spoofed.id, foreign.id].sort());
  expect(engine.containers.has(redis.id)).toBe(false);
  expect(said).toEqual(["Removes cms-redis-1: the stack has no service redis any more"]);
});
