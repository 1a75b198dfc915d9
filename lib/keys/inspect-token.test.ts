import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { inspectToken, isGood } from "@/lib/keys/inspect-token";
import { seededRandom } from "@/lib/keys/seeded-random";
import { signHs256 } from "@/lib/keys/sign-jwt";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";

const NOW = new Date("2026-11-21T15:04:05Z");
const SECRET = "a secret with more than 32 characters";
const set = supabaseKeySet({ secret: SECRET }, seededRandom("inspect"), NOW);

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** RFC 7515, appendices A.1 and A.3: other people's tokens and keys. */
const RFC_PAYLOAD =
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const RFC_HS256 = `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${RFC_PAYLOAD}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`;
const RFC_ES256 = `eyJhbGciOiJFUzI1NiJ9.${RFC_PAYLOAD}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`;
const RFC_OCT = {
  kty: "oct",
  k: "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
};
const RFC_EC = {
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
};

describe("a signature", () => {
  it.each([
    ["a secret", set.ANON_KEY, { secret: SECRET }],
    ["a set of keys, by its secret", set.ANON_KEY, { publicKey: set.JWT_JWKS }],
    ["a set of keys, by its public one", set.ANON_KEY_ASYMMETRIC, { publicKey: set.JWT_JWKS }],
    ["a bare array of keys", set.ANON_KEY_ASYMMETRIC, { publicKey: set.JWT_KEYS }],
    ["the standard's secret", RFC_HS256, { publicKey: JSON.stringify(RFC_OCT) }],
    ["the standard's key", RFC_ES256, { publicKey: JSON.stringify(RFC_EC) }],
    [
      "a key among those of other curves",
      RFC_ES256,
      { publicKey: JSON.stringify({ keys: [otherJwk(), RFC_EC] }) },
    ],
    ["a header in front", `  Bearer ${set.ANON_KEY}\n`, { secret: SECRET }],
  ])("is confirmed by %s", async (_, token, key) => {
    expect((await inspectToken(token, key, NOW)).signature).toMatchObject({ state: "valid" });
  });

  it.each(["RS256", "PS256", "ES384", "EdDSA"])(
    "of the type %s is confirmed by its PEM, and by no other",
    async (alg) => {
      const make = () =>
        alg === "ES384"
          ? generateKeyPairSync("ec", { namedCurve: "P-384" })
          : alg === "EdDSA"
            ? generateKeyPairSync("ed25519")
            : generateKeyPairSync("rsa", { modulusLength: 2048 });
      const [own, other] = [make(), make()];
      const token = await new SignJWT({ a: 1 }).setProtectedHeader({ alg }).sign(own.privateKey);
      const check = async (pair: ReturnType<typeof make>) => {
        const publicKey = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
        return (await inspectToken(token, { publicKey }, NOW)).signature.state;
      };
      expect([await check(own), await check(other)]).toEqual(["valid", "invalid"]);
    },
  );

  it("is refused on a token of which any character was altered", async () => {
    for (const [token, key] of [
      [set.ANON_KEY, { secret: SECRET }],
      [set.SERVICE_ROLE_KEY_ASYMMETRIC, { publicKey: set.JWT_JWKS }],
    ] as const) {
      // The last character of a part holds bits that count for nothing.
      const ends = new Set([token.length - 1]);
      for (let at = token.indexOf(".") + 1; at < token.length; at += 1) {
        if (token[at] === "." || ends.has(at)) continue;
        const altered = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
        const state = await inspectToken(altered, key, NOW).then(
          ({ signature }) => signature.state,
          (error) => error.code,
        );
        expect(["invalid", "input-invalid"], `at ${at}`).toContain(state);
      }
    }
  });

  it.each([
    ["another secret", set.ANON_KEY, { secret: `${SECRET}.` }, "not made with this secret"],
    ["a secret, where it took a key", set.ANON_KEY_ASYMMETRIC, { secret: SECRET }, "public one"],
    [
      "a public key, where it took a secret",
      set.ANON_KEY,
      { publicKey: JSON.stringify(RFC_EC) },
      "no secret|none among",
    ],
    [
      "another key",
      set.ANON_KEY_ASYMMETRIC,
      { publicKey: JSON.stringify(RFC_EC) },
      "not made with the private half",
    ],
    [
      "a JWK for another algorithm",
      RFC_ES256,
      { publicKey: JSON.stringify({ ...RFC_EC, alg: "ES384" }) },
      "No key",
    ],
    ["nothing at all", `${encoded({ alg: "none" })}.${encoded({})}.`, { secret: SECRET }, "not signed"],
  ])("is refused with %s", async (_, token, key, words) => {
    const { signature } = await inspectToken(token, key, NOW);
    expect(signature).toEqual({ state: "invalid", reason: expect.stringMatching(words) });
  });

  it("is not made by a public key's text as the secret", async () => {
    const publicKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .publicKey.export({ type: "spki", format: "pem" })
      .toString();
    const forged = signHs256({ role: "service_role" }, publicKey);
    expect((await inspectToken(forged, { publicKey }, NOW)).signature.state).toBe("invalid");
  });

  it("is not judged without a key", async () => {
    expect((await inspectToken(set.ANON_KEY, null, NOW)).signature.state).toBe("unchecked");
    const unsigned = `${encoded({ alg: "none" })}.${encoded({})}.`;
    expect((await inspectToken(unsigned, null, NOW)).signature.state).toBe("invalid");
  });
});

describe("what cannot be read", () => {
  it.each([
    "",
    "abc",
    "a.b",
    "a.b.c.d.e",
    `${encoded([1])}.${encoded({})}.x`,
    `${encoded({})}.!!.x`,
    "e30.e30=.x",
  ])("is refused as a token: %s", async (token) => {
    await expect(inspectToken(token, null, NOW)).rejects.toMatchObject({
      code: "input-invalid",
      details: { issues: [{ field: "token" }] },
    });
  });

  it.each([
    "",
    "ssh-rsa AAAA",
    "{}",
    '{"keys":[]}',
    '{"kty":"EC","crv":"P-256"}',
    '{"kty":"oct"}',
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
  ])("is refused as a key: %s", async (publicKey) => {
    await expect(inspectToken(set.ANON_KEY, { publicKey }, NOW)).rejects.toMatchObject({
      code: "input-invalid",
      details: { issues: [{ field: "publicKey" }] },
    });
  });
});

describe("the time of a token", () => {
  const nowSeconds = NOW.getTime() / 1000;
  it.each([
    [{ exp: 1952985600 }, "valid", "Expires in 5 years (21 Nov 2031, 00:00 UTC)"],
    [{ exp: nowSeconds + 90 }, "valid", "Expires in 1 minute (21 Nov 2026, 15:05 UTC)"],
    [{ exp: nowSeconds }, "expired", "Expired just now (21 Nov 2026, 15:04 UTC)"],
    [{ exp: nowSeconds - 3 * 86_400 }, "expired", "Expired 3 days ago (18 Nov 2026, 15:04 UTC)"],
    [{ exp: null }, "endless", "Never expires"],
    [{}, "endless", "Never expires"],
    [{ nbf: nowSeconds + 7_200 }, "not-yet", "Good only in 2 hours (21 Nov 2026, 17:04 UTC)"],
    [
      { nbf: nowSeconds - 1, exp: nowSeconds + 1 },
      "valid",
      "Expires in less than a minute (21 Nov 2026, 15:04 UTC)",
    ],
    [{ exp: "tomorrow" }, "unreadable", "Its “exp” is no time"],
    [{ exp: 1e300 }, "unreadable", "Its “exp” is no time"],
  ])("of %j is %s", async (claims, state, words) => {
    const report = await inspectToken(signHs256(claims, SECRET), { secret: SECRET }, NOW);
    expect(report.time).toEqual({ state, words });
    expect(isGood(report)).toBe(state === "valid" || state === "endless");
  });
});

it("warns of keys that everybody has, and of those that open everything", async () => {
  const demo = signHs256({ iss: "supabase-demo", role: "service_role" }, SECRET);
  const { remarks } = await inspectToken(demo, null, NOW);
  expect(remarks).toEqual([
    expect.stringContaining("everybody has it"),
    expect.stringContaining("row level security"),
  ]);
});

function otherJwk() {
  return generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "jwk" });
}
