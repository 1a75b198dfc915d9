import { expect, it } from "vitest";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";

it("a restart names the services without a container at once, since it makes none", async () => {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  const side = (await world.engine.listContainers()).find(({ name }) => name === "shop-side-1");
  if (side === undefined) throw new Error("The stack has no service “side”");
  await world.engine.removeContainer(side.id);
  expect(await world.run("restart")).toMatchObject({
    state: "failed",
    error: {
      code: "service-not-found",
      message: "No container is there of side",
      fix: "Deploy the stack: that makes its containers",
    },
  });
  expect(world.containers()).not.toContainEqual(expect.stringContaining("side"));
  expect(await world.run("deploy")).toMatchObject({ state: "succeeded" });
  expect(await world.run("restart")).toMatchObject({ state: "succeeded" });
});
