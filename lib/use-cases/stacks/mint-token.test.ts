import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { readToken } from "@/lib/keys/verify-jwt";
import type { Kind } from "@/lib/stacks/kind";
import { spacetimedb } from "@/lib/stacks/spacetimedb/spacetimedb";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };

async function stack() {
  const { panel, world } = fakePanel({
    kinds: { spacetimedb: spacetimedb as Kind },
    random: seededRandom("mint"),
  });
  const { verbs } = panel;
  const access = { mode: "private" as const };
  const body = { kind: "spacetimedb", name: "game", settings: { port: 3400 }, secrets: {}, access };
  const { id } = await verbs["stacks.create"]({ params: undefined, query: undefined, body }, ANN);
  const params = { stack: id };
  const mint = (given: { subject: string; issuer?: string; days?: number | null }) =>
    verbs["stacks.mint-token"]({ params, query: undefined, body: { days: 30, ...given } }, ANN);
  const renew = () =>
    verbs["stacks.renew-secrets"](
      { params, query: undefined, body: { base: 1, names: ["jwtPrivateKey"] } },
      ANN,
    );
  return { world, id, mint, renew };
}

describe("a token for somebody", () => {
  it("is signed with the stack's key, ends when it was asked to, and is kept nowhere", async () => {
    const { world, mint } = await stack();
    const answer = await mint({ subject: "bob" });
    const claims = readToken(answer.token)?.payload ?? {};
    expect(answer).toMatchObject({
      identity: spacetimedbIdentity("localhost", "bob"),
      issuer: "localhost",
      subject: "bob",
      revision: 1,
      endsWithDeploy: false,
      report: { signature: { state: "valid" }, payload: claims, time: { state: "valid" } },
    });
    expect(claims).toMatchObject({ iss: "localhost", sub: "bob", hex_identity: answer.identity });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(30 * 86_400);
    const kept = JSON.stringify([world.stacks.audit, await world.stacks.secrets("game", 1)]);
    expect(kept).not.toContain(answer.token);
    expect(world.stacks.audit.at(-1)).toMatchObject({
      who: "ann",
      target: "game",
      what: `token minted for bob of localhost, until ${answer.expiresAt}`,
    });
  });

  it("may have another issuer, and no end", async () => {
    const { world, mint } = await stack();
    const answer = await mint({ subject: "123", issuer: "example.com", days: null });
    expect(answer.identity).toBe("c200ef884364c1a99be0298dc68f2004e6b97c09d1b1658b7db22f51fb662059");
    expect(answer).toMatchObject({ expiresAt: null, report: { time: { state: "endless" } } });
    expect(world.stacks.audit.at(-1)?.what).toBe("token minted for 123 of example.com, without an end");
  });

  it("is signed with the key that runs, and says that a saved one will end it", async () => {
    const { world, id, mint, renew } = await stack();
    await world.stacks.setDeployed(id, 1);
    await renew();
    expect(await mint({ subject: "bob" })).toMatchObject({ revision: 1, endsWithDeploy: true });
  });

  it("is refused with the field that the server would refuse", async () => {
    const { world, mint } = await stack();
    const before = world.stacks.audit.length;
    await expect(mint({ subject: "x".repeat(129) })).rejects.toMatchObject({
      code: "input-invalid",
      details: { issues: [{ field: "subject" }] },
    });
    await expect(mint({ subject: "bob", issuer: "" })).rejects.toMatchObject({
      details: { issues: [{ field: "issuer" }] },
    });
    expect(world.stacks.audit.length).toBe(before);
  });
});

it("is for products that take one", async () => {
  const { panel, world } = fakePanel();
  await world.define();
  const call = { params: { stack: "shop" }, query: undefined, body: { subject: "bob", days: 30 } };
  await expect(panel.verbs["stacks.mint-token"](call, ANN)).rejects.toMatchObject({
    code: "input-invalid",
    message: expect.stringContaining("takes no tokens"),
  });
});
