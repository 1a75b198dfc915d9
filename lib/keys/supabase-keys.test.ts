import { createHmac, createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isOpaqueKey, opaqueKey } from "@/lib/keys/opaque-key";
import { seededRandom } from "@/lib/keys/seeded-random";
import { claimIssues, defaultClaims, jwtSecretProblem } from "@/lib/keys/supabase-claims";
import { supabaseJwtKeys } from "@/lib/keys/supabase-jwt-keys";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";

const NOW = new Date("2026-11-21T15:04:05Z");
const SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";

const textOf = (part: string | undefined) => Buffer.from(part ?? "", "base64url").toString();

describe("the keys of a Supabase with a secret", () => {
  const keys = supabaseJwtKeys({ secret: SECRET }, seededRandom("jwt"), NOW);

  it("are, byte for byte, what HMAC makes of header and payload in Supabase's order", () => {
    for (const [token, role] of [
      [keys.ANON_KEY, "anon"],
      [keys.SERVICE_ROLE_KEY, "service_role"],
    ] as const) {
      const [header, payload, signature] = token.split(".");
      expect(header).toBe("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
      // 21 November 2026 and 2031, 00:00 UTC.
      expect(textOf(payload)).toBe(`{"role":"${role}","iss":"supabase","iat":1795219200,"exp":1952985600}`);
      expect(signature).toBe(createHmac("sha256", SECRET).update(`${header}.${payload}`).digest("base64url"));
    }
  });

  it("are a known vector", () => {
    // Made with Python's hmac and hashlib.
    expect(keys.ANON_KEY).toBe(
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiYW5vbiIsImlzcyI6InN1cGFiYXNlIiwiaWF0IjoxNzk1MjE5MjAwLCJleHAiOjE5NTI5ODU2MDB9.fZaz0eq--X4937vkHobze8TiKeO9WLfyNEkz6o0lzcI",
    );
  });

  it("come with a secret of 40 letters and digits where none is given", () => {
    const made = supabaseJwtKeys({}, seededRandom("none"), NOW);
    expect(made.JWT_SECRET).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(supabaseJwtKeys({ secret: "" }, seededRandom("other"), NOW).JWT_SECRET).not.toBe(made.JWT_SECRET);
  });

  it("say what they are told to", () => {
    const { SERVICE_ROLE_KEY } = supabaseJwtKeys(
      { secret: SECRET, serviceRole: "admin", iss: "me", iat: 5, exp: 1_900_000_000 },
      seededRandom("x"),
      NOW,
    );
    expect(textOf(SERVICE_ROLE_KEY.split(".")[1])).toBe(
      '{"role":"admin","iss":"me","iat":5,"exp":1900000000}',
    );
  });

  it.each([
    ["secret", { secret: "x".repeat(31) }],
    ["secret", { secret: `${"x".repeat(40)}\n` }],
    ["secret", { secret: "x".repeat(1025) }],
    ["iss", { iss: " " }],
    ["anonRole", { anonRole: "" }],
    ["serviceRole", { serviceRole: "é".repeat(32) }],
    ["iat", { iat: 1.5 }],
    ["iat", { iat: -1 }],
    ["exp", { exp: Number.NaN }],
    ["exp", { iat: 2_000_000_000, exp: 2_000_000_000 }],
    ["exp", { iat: 1, exp: 1_700_000_000 }],
  ])("refuse a wrong %s: %j", (field, input) => {
    expect(() => supabaseJwtKeys(input, seededRandom("x"), NOW)).toThrow(
      expect.objectContaining({
        code: "input-invalid",
        details: { issues: [expect.objectContaining({ field, message: expect.stringMatching(/\w{4}/) })] },
      }),
    );
  });

  it("take a secret of exactly 32 and of 1,024 characters", () => {
    expect([jwtSecretProblem("x".repeat(32)), jwtSecretProblem("x".repeat(1024))]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("the defaults of the claims", () => {
  it.each([
    ["2026-11-21T00:00:00Z", "2026-11-21", "2031-11-21"],
    ["2026-12-31T23:59:59Z", "2026-12-31", "2031-12-31"],
    // The day exists in leap years only.
    ["2028-02-29T12:00:00Z", "2028-02-29", "2033-03-01"],
  ])("begin at the start of the day and end five calendar years on: %s", (now, iat, exp) => {
    const claims = defaultClaims(new Date(now));
    expect(new Date(claims.iat * 1000).toISOString()).toBe(`${iat}T00:00:00.000Z`);
    expect(new Date(claims.exp * 1000).toISOString()).toBe(`${exp}T00:00:00.000Z`);
    expect(claimIssues(claims, new Date(now))).toEqual([]);
  });
});

describe("an opaque key", () => {
  it("is a known vector", () => {
    // The random part is that of the seed; the checksum was made with Python's hashlib.
    expect(opaqueKey(seededRandom("opaque"), "publishable")).toBe(
      "sb_publishable_IJMmjx7Kjo4sq-5BCCBgxL__K22O0VW",
    );
  });

  it("knows itself, and no altered one", () => {
    for (const type of ["publishable", "secret"] as const) {
      const key = opaqueKey(seededRandom(type), type);
      expect(key).toMatch(new RegExp(`^sb_${type}_[\\w-]{22}_[\\w-]{8}$`));
      expect(isOpaqueKey(key)).toBe(true);
      for (let at = 0; at < key.length; at += 1) {
        const other = key.charAt(at) === "A" ? "B" : "A";
        expect(isOpaqueKey(`${key.slice(0, at)}${other}${key.slice(at + 1)}`), `at ${at}`).toBe(false);
      }
    }
  });
});

describe("the whole set", () => {
  const set = supabaseKeySet({ secret: SECRET }, seededRandom("set"), NOW);

  it("has keys whose members stand as Supabase's scripts write them", () => {
    const [signing, shared] = JSON.parse(set.JWT_KEYS);
    const [checking, sharedToo] = JSON.parse(set.JWT_JWKS).keys;
    expect(Object.keys(signing)).toEqual([
      "kty",
      "kid",
      "use",
      "alg",
      "ext",
      "crv",
      "x",
      "y",
      "key_ops",
      "d",
    ]);
    expect(signing).toMatchObject({ kty: "EC", use: "sig", alg: "ES256", ext: true, crv: "P-256" });
    expect(signing.key_ops).toEqual(["sign", "verify"]);
    expect(signing.kid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const { d: _, ...publicHalf } = signing;
    expect(checking).toEqual({ ...publicHalf, key_ops: ["verify"] });
    expect(shared).toEqual({ kty: "oct", k: Buffer.from(SECRET).toString("base64url"), alg: "HS256" });
    expect(sharedToo).toEqual(shared);
    expect(`${set.JWT_KEYS}${set.JWT_JWKS}`).not.toMatch(/\s/);
  });

  it("has tokens that the public key alone confirms", () => {
    const [jwk] = JSON.parse(set.JWT_JWKS).keys;
    for (const [token, role] of [
      [set.ANON_KEY_ASYMMETRIC, "anon"],
      [set.SERVICE_ROLE_KEY_ASYMMETRIC, "service_role"],
    ] as const) {
      const [header, payload, signature] = token.split(".");
      expect(textOf(header)).toBe(`{"alg":"ES256","typ":"JWT","kid":"${jwk.kid}"}`);
      expect(textOf(payload)).toBe(`{"role":"${role}","iss":"supabase","iat":1795219200,"exp":1952985600}`);
      const bytes = Buffer.from(signature ?? "", "base64url");
      expect(bytes).toHaveLength(64);
      const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" as const };
      expect(verify("sha256", Buffer.from(`${header}.${payload}`), key, bytes)).toBe(true);
    }
  });

  it("has the other secrets in the lengths that their readers want", () => {
    expect(set).toMatchObject({
      POSTGRES_PASSWORD: expect.stringMatching(/^[0-9a-f]{32}$/),
      DASHBOARD_PASSWORD: expect.stringMatching(/^(?=.*[a-z])[0-9a-f]{32}$/),
      SECRET_KEY_BASE: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
      VAULT_ENC_KEY: expect.stringMatching(/^[0-9a-f]{32}$/),
      PG_META_CRYPTO_KEY: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      REALTIME_DB_ENC_KEY: expect.stringMatching(/^[0-9a-f]{16}$/),
      LOGFLARE_PUBLIC_ACCESS_TOKEN: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      LOGFLARE_PRIVATE_ACCESS_TOKEN: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      S3_PROTOCOL_ACCESS_KEY_ID: expect.stringMatching(/^[0-9a-f]{32}$/),
      S3_PROTOCOL_ACCESS_KEY_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(new Set(Object.values(set)).size).toBe(Object.keys(set).length);
  });
});
