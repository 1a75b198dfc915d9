import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directus } from "@/lib/stacks/directus/directus";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";
import { untilEnded } from "@/lib/use-cases/test-support/until-ended";

const ANN = { who: "ann", from: "test" };
const NONE = { query: undefined, body: undefined };
const access = { mode: "private" as const };

async function stack() {
  const { panel, world } = fakePanel({ kinds: { directus }, random: seededRandom("renew") });
  const { verbs } = panel;
  const settings = { port: 8066, projectName: "Shop", metricsEnabled: true };
  const body = { kind: "directus", name: "shop", settings, secrets: {}, access };
  const { id } = await verbs["stacks.create"]({ params: undefined, query: undefined, body }, ANN);
  const params = { stack: id };
  const renew = (base: number, ...names: string[]) =>
    verbs["stacks.renew-secrets"]({ params, query: undefined, body: { base, names } }, ANN);
  const plan = () => verbs["stacks.plan"]({ params, query: undefined, body: {} }, ANN);
  const deploy = () => verbs["stacks.deploy"]({ params, query: undefined, body: {} }, ANN);
  const secrets = async () => (await verbs["stacks.secrets"]({ params, ...NONE }, ANN)).secrets;
  return { panel, world, id, params, verbs, renew, plan, deploy, secrets };
}

describe("secrets made anew", () => {
  it("are a new revision with nothing else changed, told by fingerprint, named in note and audit log", async () => {
    const { world, id, renew } = await stack();
    const before = await world.stacks.secrets(id, 1);
    const answer = await renew(1, "databasePassword", "metricsToken");
    const after = await world.stacks.secrets(id, 2);
    expect(answer.renewed).toEqual(["databasePassword", "metricsToken"]);
    expect(answer.revision).toMatchObject({
      number: 2,
      note: "Made anew: Database password, Metrics token",
      settings: { port: 8066, projectName: "Shop" },
      access,
    });
    const fingerprint = expect.stringMatching(/^secret /);
    expect(answer.changes).toEqual([
      { name: "Database password", before: fingerprint, after: fingerprint, secret: true },
      { name: "Metrics token", before: fingerprint, after: fingerprint, secret: true },
    ]);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.sort()).toEqual(["databasePassword", "metricsToken"]);
    expect(after.databasePassword).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(JSON.stringify(answer)).not.toContain(after.databasePassword);
    expect(world.stacks.audit.at(-1)).toMatchObject({
      who: "ann",
      what: "revision 2 saved, made anew: databasePassword, metricsToken",
    });
  });

  it("are refused on top of a revision that somebody replaced, and where there is none", async () => {
    const { renew } = await stack();
    await renew(1, "secret");
    await expect(renew(1, "secret")).rejects.toMatchObject({ code: "revision-outdated" });
    await expect(renew(9, "secret")).rejects.toMatchObject({ code: "revision-not-found" });
  });

  it("leave alone what the product keeps, once it was deployed; the list says so", async () => {
    const { world, id, renew, secrets } = await stack();
    const admin = async () => (await secrets()).find(({ name }) => name === "adminPassword");
    expect(await admin()).toMatchObject({ fixed: null, together: [] });
    await renew(1, "adminPassword");
    await world.stacks.setDeployed(id, 2);
    expect(await admin()).toMatchObject({
      fixed: expect.stringContaining("change the password in Directus"),
    });
    await expect(renew(2, "adminPassword")).rejects.toMatchObject({ code: "input-invalid" });
  });

  it("are planned with what changes in the data, and refused while the database does not run", async () => {
    const { panel, world, renew, plan, deploy, params, verbs } = await stack();
    expect((await untilEnded(panel, await deploy())).steps.find(({ id }) => id === "create")?.state).toBe(
      "done",
    );
    await renew(1, "databasePassword");
    const planned = await plan();
    expect(planned.refusal).toBeNull();
    const [first] = planned.operations;
    expect(first).toEqual({
      verb: "change",
      target: { type: "service", name: "database" },
      cause: "new in its data: password of the role directus",
      destructive: false,
      sizeBytes: null,
    });
    await untilEnded(panel, await verbs["stacks.stop"]({ params, ...NONE }, ANN));
    const message =
      "database does not run, and the password of the role directus can only be changed while it does";
    expect((await plan()).refusal).toEqual({
      message,
      fix: expect.stringContaining("Start the stack first"),
      field: null,
    });
    await expect(deploy()).rejects.toMatchObject({ code: "service-not-found", message });
    expect(world.data.size).toBe(0);
  });
});
