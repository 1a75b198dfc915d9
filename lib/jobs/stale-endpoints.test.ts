import { expect, it } from "vitest";
import { ownNetworks } from "@/lib/jobs/stale-endpoints";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

const [WEB, GONE, SOMEBODYS] = [`${STACK.name}-web-1`, `${STACK.name}-old-1`, "proxy"];

async function worldWith(...endpoints: string[]): Promise<{ world: FakeWorld; network: string }> {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  world.engine.create(SOMEBODYS, "proxy:1", {});
  const [network = ""] = await ownNetworks(world.engine, STACK);
  world.engine.endpoints.set(network, endpoints);
  return { world, network };
}

function webOf({ engine }: FakeWorld) {
  return [...engine.containers.values()].find(({ name }) => name === WEB);
}

it("takes the address back of a container that is gone, and of one that ended, which is made anew", async () => {
  const { world, network } = await worldWith(WEB, GONE, SOMEBODYS);
  const before = webOf(world);
  await world.engine.stopContainer(before?.id ?? "");
  expect((await world.run("deploy")).state).toBe("succeeded");
  expect(world.engine.endpoints.get(network)).toEqual([SOMEBODYS]);
  expect(webOf(world)).toMatchObject({ state: "running" });
  expect(webOf(world)?.id).not.toBe(before?.id);
});

it("leaves a container that runs its address", async () => {
  const { world, network } = await worldWith(WEB);
  const before = webOf(world);
  expect((await world.run("deploy")).state).toBe("succeeded");
  expect(world.engine.endpoints.get(network)).toEqual([WEB]);
  expect(webOf(world)?.id).toBe(before?.id);
});

it("lets the network go with the stack although an address was left in it", async () => {
  const { world, network } = await worldWith(GONE);
  expect((await world.run("remove")).state).toBe("succeeded");
  expect(world.engine.networks.has(network)).toBe(false);
  expect(world.engine.endpoints.get(network)).toEqual([]);
});
