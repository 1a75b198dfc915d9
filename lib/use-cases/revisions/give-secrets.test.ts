import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { isSignedByKey } from "@/lib/keys/verify-jwt";
import type { Kind } from "@/lib/stacks/kind";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };
const NOW = new Date("2026-11-22T08:00:00Z");

async function stack() {
  const { panel, world } = fakePanel({
    kinds: { spacetimedb: spacetimedb as Kind },
    random: seededRandom("give"),
  });
  const { verbs } = panel;
  const access = { mode: "private" as const };
  const body = { kind: "spacetimedb", name: "game", settings: { port: 3400 }, secrets: {}, access };
  const { id } = await verbs["stacks.create"]({ params: undefined, query: undefined, body }, ANN);
  const params = { stack: id };
  const give = (secrets: Record<string, string>) =>
    verbs["stacks.give-secrets"]({ params, query: undefined, body: { base: 1, secrets } }, ANN);
  return { world, id, give, listed: verbs["stacks.secrets"], save: verbs["revisions.create"], params };
}

const other = spacetimedbKeys({}, seededRandom("another server"), NOW);

describe("a key pair of another server", () => {
  it("is its private key: the public one and the owner's token follow, the owner stays", async () => {
    const { world, id, give } = await stack();
    const before = await world.stacks.secrets(id, 1);
    const pasted = `\n${other.privateKeyPem.replaceAll("\n", "\r\n")}  `;
    const answer = await give({ jwtPrivateKey: pasted });
    const after = await world.stacks.secrets(id, 2);
    expect(answer.renewed).toEqual(["jwtPublicKey", "ownerToken"]);
    expect(answer.revision).toMatchObject({ number: 2, note: "Given: Private key" });
    expect(after.jwtPrivateKey).toBe(other.privateKeyPem);
    expect(after.jwtPublicKey).toBe(other.publicKeyPem);
    expect(after.ownerSubject).toBe(before.ownerSubject);
    expect(isSignedByKey(after.ownerToken ?? "", createPublicKey(other.publicKeyPem))).toBe(true);
    expect(world.stacks.audit.at(-1)).toMatchObject({ what: "revision 2 saved, given: jwtPrivateKey" });
    expect(JSON.stringify([answer, world.stacks.audit])).not.toContain("PRIVATE KEY");
  });

  it("may come with its public half", async () => {
    const { give } = await stack();
    const pair = { jwtPrivateKey: other.privateKeyPem, jwtPublicKey: other.publicKeyPem };
    expect((await give(pair)).renewed).toEqual(["ownerToken"]);
  });

  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
  it.each([
    [
      "a half of another pair",
      { jwtPublicKey: spacetimedbKeys({}, seededRandom("third"), NOW).publicKeyPem },
      "jwtPublicKey",
      "does not belong to the private key",
    ],
    [
      "a pair that is none",
      {
        jwtPrivateKey: other.privateKeyPem,
        jwtPublicKey: p256.publicKey.export({ type: "spki", format: "pem" }).toString(),
      },
      "jwtPublicKey",
      "does not belong to the private key",
    ],
    [
      "the older form SEC1",
      { jwtPrivateKey: p256.privateKey.export({ type: "sec1", format: "pem" }).toString() },
      "jwtPrivateKey",
      "openssl pkcs8 -topk8",
    ],
    [
      "another curve",
      { jwtPrivateKey: p384.privateKey.export({ type: "pkcs8", format: "pem" }).toString() },
      "jwtPrivateKey",
      "it must be P-256",
    ],
    [
      "a key of OpenSSH",
      { jwtPrivateKey: "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----" },
      "jwtPrivateKey",
      "key of OpenSSH",
    ],
    [
      "half a file",
      { jwtPrivateKey: other.privateKeyPem.slice(0, 90) },
      "jwtPrivateKey",
      "damaged or cut off",
    ],
  ])("is refused by name: %s", async (_, secrets, field, words) => {
    const { world, give } = await stack();
    await expect(give(secrets)).rejects.toMatchObject({
      code: "settings-invalid",
      details: { issues: [{ field: `secrets.${field}`, message: expect.stringContaining(words) }] },
    });
    expect(await world.stacks.find("game")).toMatchObject({ revision: 1 });
  });
});

it("says in the list what is a file, and what follows from what", async () => {
  const { listed, params } = await stack();
  const { secrets } = await listed({ params, query: undefined, body: undefined }, ANN);
  const of = (name: string) => secrets.find((secret) => secret.name === name);
  expect(of("jwtPrivateKey")).toMatchObject({
    file: "id_ecdsa",
    from: [],
    fitted: ["jwtPublicKey", "ownerToken"],
  });
  expect(of("jwtPublicKey")).toMatchObject({ file: "id_ecdsa.pub", from: ["jwtPrivateKey"], fitted: [] });
  expect(of("ownerSubject")).toMatchObject({ file: null, fitted: ["ownerToken"] });
});

it("refuses what the kind does not have, nothing, and who the owner is once that counts", async () => {
  const { world, id, params, give, save } = await stack();
  await expect(give({ other: "x" })).rejects.toMatchObject({ code: "input-invalid" });
  await expect(give({})).rejects.toMatchObject({ code: "input-invalid" });
  await world.stacks.setDeployed(id, 1);
  await expect(give({ ownerSubject: "ann" })).rejects.toMatchObject({ code: "input-invalid" });
  const access = { mode: "private" as const };
  const saved = { base: 1, settings: {}, access, secrets: { ownerSubject: "ann" }, note: "" };
  await expect(save({ params, query: undefined, body: saved }, ANN)).rejects.toMatchObject({
    code: "input-invalid",
    message: "Subject of the owner is not changed once the stack was deployed",
  });
});
