import { expect, it } from "vitest";
import { directus } from "@/lib/stacks/directus/directus";
import type { GivenSecrets } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };
const NONE = { query: undefined, body: undefined };
const access = { mode: "private" as const };
const KEY = "key-typed-by-ann";

async function stackWith(secrets: Record<string, string>, settings: Settings = {}) {
  const { panel, world } = fakePanel({ kinds: { directus } });
  const { verbs } = panel;
  const own = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, typeof value === "object" ? [...value] : value]),
  );
  const body = { kind: "directus", name: "shop", settings: own, secrets, access };
  const { id } = await verbs["stacks.create"]({ params: undefined, query: undefined, body }, ANN);
  const params = { stack: id };
  const save = (base: number, given: GivenSecrets) => {
    const change = { base, settings: {}, secrets: { ...given }, access, note: "" };
    return verbs["revisions.create"]({ params, query: undefined, body: change }, ANN);
  };
  const isSet = async (name: string) => {
    const { secrets: all } = await verbs["stacks.secrets"]({ params, ...NONE }, ANN);
    return all.find((secret) => secret.name === name)?.set;
  };
  const plan = async (revision: number) => {
    const { env } = await verbs["stacks.plan"]({ params, query: undefined, body: { revision } }, ANN);
    return env.find(({ name }) => name === "LICENSE_KEY");
  };
  const envFile = async (revision: number) =>
    (await verbs["revisions.files"]({ params: { ...params, revision }, ...NONE }, ANN)).env;
  return { id, verbs, world, params, save, isSet, plan, envFile };
}

it("removes a provided secret from the next revision on; the change and the plan say so by fingerprint", async () => {
  const { id, world, save, isSet, plan, envFile } = await stackWith({ licenseKey: KEY });
  await world.stacks.setDeployed(id, 1);
  const { changes } = await save(1, { licenseKey: null });
  const fingerprint = expect.stringMatching(/^secret /);
  expect(changes).toEqual([{ name: "Licence key", before: fingerprint, after: null, secret: true }]);
  expect(await isSet("licenseKey")).toBe(false);
  expect(await envFile(2)).not.toMatch(/^LICENSE_KEY=./m);
  expect(await plan(2)).toEqual({ name: "LICENSE_KEY", before: fingerprint, after: null, secret: true });
});

it("brings it back with the revision that had it, and stays without it when the newest is saved on", async () => {
  const { id, verbs, params, world, save, isSet, plan, envFile } = await stackWith({ licenseKey: KEY });
  await save(1, { licenseKey: null });
  await world.stacks.setDeployed(id, 2);
  expect(await plan(1)).toMatchObject({ before: null, after: expect.stringMatching(/^secret /) });
  expect(await envFile(1)).toMatch(/^LICENSE_KEY=./m);
  await world.stacks.setDeployed(id, 1);
  expect((await save(2, {})).changes).toEqual([]);
  expect(await isSet("licenseKey")).toBe(false);
  expect((await world.stacks.secrets(id, 1)).licenseKey).toBe(KEY);
  const reveal = verbs["stacks.reveal"]({ params: { ...params, secret: "licenseKey" }, ...NONE }, ANN);
  await expect(reveal).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringContaining("Revision 3 of shop"),
    details: { fix: expect.stringContaining("earlier revision") },
  });
  expect(await save(3, { licenseKey: "another" })).toMatchObject({ changes: [{ before: null }] });
  expect((await world.stacks.secrets(id, 4)).licenseKey).toBe("another");
});

it("tells of the removal whoever saves on top of what was there before", async () => {
  const { save } = await stackWith({ licenseKey: KEY });
  await save(1, { licenseKey: null });
  await expect(save(1, {})).rejects.toMatchObject({
    code: "revision-outdated",
    details: { changes: [{ name: "Licence key", after: null }] },
  });
});

it("keeps a secret that is left out or empty", async () => {
  const { save, isSet } = await stackWith({ licenseKey: KEY });
  expect((await save(1, { licenseKey: "" })).changes).toEqual([]);
  expect(await isSet("licenseKey")).toBe(true);
});

it("refuses to remove what the settings need, naming the field, in the draft too", async () => {
  const settings = { storage: "s3", s3Bucket: "b", s3AccessKey: "k" };
  const { verbs, params, save, isSet } = await stackWith({ s3SecretKey: KEY }, settings);
  const secrets = { s3SecretKey: null };
  const issues = [
    { field: "secrets.s3SecretKey", message: "Secret access key is needed with the access key id" },
  ];
  await expect(save(1, secrets)).rejects.toMatchObject({ code: "settings-invalid", details: { issues } });
  const body = { kind: "directus", stack: params.stack, settings: {}, secrets, access, preflight: false };
  const draft = await verbs["drafts.check"]({ params: undefined, query: undefined, body }, ANN);
  expect(draft).toMatchObject({ issues, files: null });
  expect(await isSet("s3SecretKey")).toBe(true);
});

it("refuses to remove a secret that the panel makes", async () => {
  const { id, world, save } = await stackWith({});
  const before = await world.stacks.secrets(id, 1);
  await expect(save(1, { adminPassword: null })).rejects.toMatchObject({
    message: "Admin password is made by Slipway and cannot be removed",
    details: { issues: [{ field: "secrets.adminPassword" }] },
  });
  expect(await world.stacks.secrets(id, 1)).toEqual(before);
});
