import { compactVerify, createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { signHs256 } from "@/lib/keys/sign-jwt";
import { supabaseKeyProblems } from "@/lib/keys/supabase-key-problems";
import { completedKeys, type SupabaseKeys } from "@/lib/keys/supabase-key-set";

const NOW = new Date("2026-11-20T12:00:00Z");
const keys = completedKeys({}, seededRandom("keys"), NOW);
const others = completedKeys({}, seededRandom("others"), NOW);

function problems(change: Partial<SupabaseKeys>, newerKeys = true): string[] {
  return supabaseKeyProblems({ ...keys, ...change }, newerKeys).map(
    ({ key, problem }) => `${key} ${problem}`,
  );
}

describe("completed keys", () => {
  it("fit each other, by jose too", async () => {
    expect(problems({})).toEqual([]);
    const secret = new TextEncoder().encode(keys.JWT_SECRET);
    expect((await jwtVerify(keys.ANON_KEY, secret)).payload.role).toBe("anon");
    const jwks = createLocalJWKSet(JSON.parse(keys.JWT_JWKS));
    expect((await jwtVerify(keys.SERVICE_ROLE_KEY_ASYMMETRIC, jwks)).payload.role).toBe("service_role");
    await expect(compactVerify(others.ANON_KEY_ASYMMETRIC, jwks)).rejects.toThrow();
  });

  it("are made around those that are given", () => {
    const given = { JWT_SECRET: keys.JWT_SECRET, ANON_KEY: keys.ANON_KEY };
    const around = completedKeys(given, seededRandom("again"), NOW);
    expect(around).toMatchObject(given);
    expect(around.JWT_KEYS).not.toBe(keys.JWT_KEYS);
    expect(supabaseKeyProblems(around, true)).toEqual([]);
    const { JWT_SECRET, JWT_KEYS } = keys;
    expect(
      supabaseKeyProblems(completedKeys({ JWT_SECRET, JWT_KEYS }, seededRandom("x"), NOW), true),
    ).toEqual([]);
  });

  it("fit in a thousand sets", { timeout: 60_000 }, () => {
    for (let set = 0; set < 1000; set += 1) {
      const made = completedKeys({}, seededRandom(`set ${set}`), NOW);
      expect(supabaseKeyProblems(made, true)).toEqual([]);
      expect(made.JWT_SECRET).toMatch(/^[A-Za-z0-9]{40}$/);
    }
  });
});

describe("key problems", () => {
  it.each<[string, Partial<SupabaseKeys>, string[]]>([
    [
      "an anon key of another secret",
      { ANON_KEY: others.ANON_KEY },
      ["ANON_KEY is not signed with the JWT secret"],
    ],
    [
      "both keys in each other's place",
      { ANON_KEY: keys.SERVICE_ROLE_KEY, SERVICE_ROLE_KEY: keys.ANON_KEY },
      ["ANON_KEY must be for the role anon", "SERVICE_ROLE_KEY must be for the role service_role"],
    ],
    ["a key that is no token", { SERVICE_ROLE_KEY: "hello" }, ["SERVICE_ROLE_KEY is not a token"]],
    ["a key with a line break", { ANON_KEY: `${keys.ANON_KEY}\n` }, ["ANON_KEY is not a token"]],
    [
      "a mistyped publishable key",
      { SUPABASE_PUBLISHABLE_KEY: keys.SUPABASE_PUBLISHABLE_KEY.toUpperCase() },
      ["SUPABASE_PUBLISHABLE_KEY is not a key of the form"],
    ],
    [
      "a publishable key for the secret one",
      { SUPABASE_SECRET_KEY: keys.SUPABASE_PUBLISHABLE_KEY },
      ["SUPABASE_SECRET_KEY is not a key of the form"],
    ],
    ["an object for the signing keys", { JWT_KEYS: keys.JWT_JWKS }, ["JWT_KEYS must be a JSON array"]],
    ["no JSON", { JWT_KEYS: "nothing" }, ["JWT_KEYS must be a JSON array"]],
    ["public keys alone", { JWT_KEYS: "[]" }, ["JWT_KEYS holds no private P-256 key"]],
    [
      "signing keys of another secret",
      { JWT_KEYS: others.JWT_KEYS },
      ["JWT_KEYS does not hold the JWT secret", "JWT_JWKS does not hold the public half of the signing key"],
    ],
    ["an array for the checking keys", { JWT_JWKS: keys.JWT_KEYS }, ["JWT_JWKS must be a JSON object"]],
    [
      "a token of another pair",
      { ANON_KEY_ASYMMETRIC: others.ANON_KEY_ASYMMETRIC },
      ["ANON_KEY_ASYMMETRIC is not signed with the signing key"],
    ],
    [
      "a token with the secret where the pair is meant",
      { ANON_KEY_ASYMMETRIC: keys.ANON_KEY },
      ["ANON_KEY_ASYMMETRIC is not signed with the signing key"],
    ],
  ])("names %s", (_, change, expected) => {
    const found = problems(change);
    expect(found).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(found[index]).toMatch(start);
  });

  it("names a short secret first", () => {
    expect(problems({ JWT_SECRET: "short" })[0]).toMatch(
      "JWT_SECRET cannot be used: The secret needs 32 characters at least and has 5",
    );
  });

  it("names every key when the secret is another one", () => {
    const names = supabaseKeyProblems({ ...keys, JWT_SECRET: others.JWT_SECRET }, true).map(({ key }) => key);
    expect(names).toEqual(["ANON_KEY", "SERVICE_ROLE_KEY", "JWT_KEYS", "JWT_JWKS"]);
  });

  it("leaves the pair alone while it is not in use", () => {
    const change = { JWT_KEYS: "", SUPABASE_SECRET_KEY: "", ANON_KEY_ASYMMETRIC: "" };
    expect(problems(change, false)).toEqual([]);
  });

  it("takes no token without a signature", () => {
    const [header = "", payload = ""] = signHs256({ role: "anon" }, keys.JWT_SECRET).split(".");
    const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const token of [`${header}.${payload}.`, `${unsigned}.${payload}.`, `${header}.${payload}.AAAA`])
      expect(problems({ ANON_KEY: token })).toEqual([expect.stringMatching("ANON_KEY is not")]);
  });
});
