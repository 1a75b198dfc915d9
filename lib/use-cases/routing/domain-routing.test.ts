import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { FakeNetwork } from "@/lib/ports/fakes/fake-network";
import { CADDY_PROJECT } from "@/lib/routing/caddy-project";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";
import { fakeRouting } from "@/lib/use-cases/test-support/fake-routing";

const CALLER = { who: "mara", from: "test" };
const SHOP = { mode: "domain", names: { web: "shop.example.com" } } as const;
const SETTINGS = { email: "", directory: "", roots: "", publicAddresses: [], panel: false };

function routed() {
  const network = new FakeNetwork();
  const { panel, world } = fakePanel({ routing: fakeRouting(network), random: seededRandom("routing") });
  world.engine.outcomes.set("task", { state: "exited", health: "none", exitCode: 0 });
  network.names.set("shop.example.com", ["203.0.113.7"]);
  network.visits.set("shop.example.com", {
    status: 200,
    certificate: {
      names: ["shop.example.com"],
      issuer: "Test",
      validFrom: new Date("2026-01-01"),
      validTo: new Date("2099-01-01"),
    },
  });
  const create = (access: typeof SHOP | { mode: "private" }, name = "shop") =>
    panel.verbs["stacks.create"](
      { body: { kind: "tiny", name, settings: {}, access, secrets: {} }, params: {}, query: {} } as never,
      CALLER,
    );
  const deploy = async (stack: string) => {
    const input = { params: { stack }, body: {}, query: {} };
    const job = await panel.verbs["stacks.deploy"](input as never, CALLER);
    return world.ended(job.id);
  };
  const shown = () => panel.verbs["domains.show"]({} as never, CALLER);
  const caddies = () => world.containers().filter((name) => name.startsWith(CADDY_PROJECT));
  const config = () =>
    [...world.engine.files].flatMap(([path, content]) => (path.endsWith("slipway.json") ? [content] : []));
  return { panel, world, network, create, deploy, shown, caddies, config };
}

describe("a stack that is reached by domain", () => {
  it("is deployed behind a Caddy that has its route, and is gone from it with the stack", async () => {
    const { panel, world, create, deploy, shown, caddies, config } = routed();
    const { primaryUrl } = await create(SHOP);
    expect(primaryUrl).toBe("https://shop.example.com");
    expect(caddies()).toEqual([]);
    const job = await deploy("shop");
    expect(job.error).toBeNull();
    expect(caddies()).toEqual([`${CADDY_PROJECT}-caddy-1 running`]);
    expect(config().join()).toContain('"shop.example.com"');
    const { caddy, domains } = await shown();
    expect(caddy.state).toBe("running");
    expect(domains).toMatchObject([
      { name: "shop.example.com", dns: { state: "here" }, problem: null, certificate: { fits: true } },
    ]);
    const removal = {
      params: { stack: "shop" },
      query: {},
      body: { confirmName: "shop", removeVolumes: [] },
    };
    const { id } = await panel.verbs["stacks.remove"](removal as never, CALLER);
    expect((await world.ended(id)).error).toBeNull();
    await expect.poll(caddies).toEqual([]);
  });

  it("is refused before anything runs when the name leads elsewhere, with the record to set", async () => {
    const { network, create, deploy, caddies } = routed();
    network.names.set("shop.example.com", ["198.51.100.1"]);
    await create(SHOP);
    const job = await deploy("shop");
    expect(job.error).toMatchObject({ code: "dns-mismatch" });
    expect(JSON.stringify(job.error)).toContain("A shop.example.com → 203.0.113.7");
    expect(caddies()).toEqual([]);
  });

  it("cannot have the name of another stack, or of the panel", async () => {
    const { create } = routed();
    await create(SHOP);
    const refusal = expect.objectContaining({ code: "settings-invalid" });
    await expect(create(SHOP, "blog")).rejects.toEqual(refusal);
    const panels = { mode: "domain", names: { web: "panel.example.com" } } as never;
    await expect(create(panels, "blog")).rejects.toEqual(refusal);
  });

  it("fails by name when the name shows another certificate, and keeps what ran", async () => {
    const { network, create, deploy } = routed();
    const visit = network.visits.get("shop.example.com");
    if (visit?.status !== 200) throw new Error("the fake has no page");
    const wrong = { ...visit, certificate: { ...visit.certificate, names: ["other.example.com"] } };
    network.visits.set("shop.example.com", wrong);
    await create(SHOP);
    const ended = deploy("shop");
    // Once it fits, the deploy goes on by itself.
    setTimeout(() => network.visits.set("shop.example.com", visit), 50);
    expect((await ended).error).toBeNull();
  });
});

describe("a Caddy that refuses the routes", () => {
  it("goes on with those that it has, and says what it did not like", async () => {
    const { panel, world, create, deploy, shown, caddies } = routed();
    await create(SHOP);
    await deploy("shop");
    world.engine.programs = ([, verb]) =>
      verb === "validate" ? { exitCode: 1, stderr: "Error: module not found" } : {};
    const saved = await panel.verbs["domains.save"]({ body: { ...SETTINGS, panel: true } } as never, CALLER);
    expect(saved.failure).toMatchObject({ code: "routing-failed" });
    expect(saved.operations.map(({ verb, target }) => `${verb} ${target.name}`)).toEqual([
      "create panel.example.com",
    ]);
    expect(caddies()).toEqual([`${CADDY_PROJECT}-caddy-1 running`]);
    world.engine.programs = () => ({});
    const again = await panel.verbs["domains.apply"]({} as never, CALLER);
    expect([again.failure, again.operations]).toEqual([null, []]);
    expect((await shown()).domains.map(({ name }) => name)).toEqual([
      "panel.example.com",
      "shop.example.com",
    ]);
  });

  it("is not touched when it is another panel's", async () => {
    const { panel, world, caddies } = routed();
    world.engine.create("caddy-of-another", "caddy", { "slipway.routing": "other" });
    const saved = await panel.verbs["domains.save"]({ body: { ...SETTINGS, panel: true } } as never, CALLER);
    expect(saved.failure?.message).toContain("another Slipway");
    expect(caddies()).toEqual([]);
    expect(world.containers()).toEqual(["caddy-of-another created"]);
  });
});
