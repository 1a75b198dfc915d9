import { describe, expect, it } from "vitest";
import { renewedSecrets, renewedWith } from "@/lib/keys/renewed-secrets";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directus } from "@/lib/stacks/directus/directus";
import type { Kind, SecretDefinition } from "@/lib/stacks/kind";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";

const made = (label: string, more: Partial<SecretDefinition> = {}): SecretDefinition => ({
  label,
  topic: "basics",
  recipe: { type: "password", length: 24, alphabet: "alphanumeric" },
  consequence: "Nothing.",
  ...more,
});

const kind: Kind = {
  ...(directus as Kind),
  secrets: {
    signing: made("Signing secret", { group: "tokens" }),
    other: made("Other"),
    token: made("Token", { group: "tokens" }),
    given: made("Given", { group: "tokens", recipe: { type: "provided" } }),
    first: made("First password", { fixedAfterDeploy: "Change it in the product." }),
  },
};

const kept = { ...secretsForKind(kind, seededRandom("old"), new Date(0)), given: "typed by a person" };

function renewed(names: readonly string[], deployed = true) {
  return renewedSecrets(kind, seededRandom("new"), new Date(0), kept, names, deployed);
}

describe("secrets that are made anew", () => {
  it("are those of a group together, and one without a group alone", () => {
    expect(renewedWith(kind, "token")).toEqual(["signing", "token"]);
    expect(renewedWith(kind, "other")).toEqual(["other"]);
    const tokens = renewed(["token"]);
    expect(Object.keys(tokens)).toEqual(["signing", "token"]);
    for (const [name, value] of Object.entries(tokens)) {
      expect(value).toMatch(/^[A-Za-z0-9]{24}$/);
      expect(Object.values(kept), name).not.toContain(value);
    }
    expect(Object.keys(renewed(["other", "token", "signing"])).sort()).toEqual(["other", "signing", "token"]);
  });

  it("are what must agree with each other, however it is named: a Supabase's keys, and nothing else", () => {
    const old = secretsForKind(supabase, seededRandom("old keys"), new Date(0));
    const all = [
      ...["jwtSecret", "anonKey", "serviceRoleKey", "jwtKeys", "jwtJwks"],
      ...["anonKeyAsymmetric", "serviceRoleKeyAsymmetric", "publishableKey", "secretKey"],
    ];
    for (const name of all.slice(0, -2)) {
      const random = seededRandom(`new keys ${name}`);
      const now = renewedSecrets(supabase, random, new Date(0), old, [name], true);
      expect(Object.keys(now)).toEqual(Object.keys(supabase.secrets).filter((one) => all.includes(one)));
      for (const [one, value] of Object.entries(now)) expect(value, one).not.toBe(old[one]);
      expect(supabase.check(defaultSettings(supabase), { ...old, ...now })).toEqual([]);
      // One of the old ones among them is what the kind refuses to save.
      expect(
        supabase.check(defaultSettings(supabase), { ...old, ...now, anonKey: old.anonKey ?? "" }),
      ).not.toEqual([]);
    }
    expect(renewedWith(supabase, "publishableKey")).toEqual(["publishableKey"]);
    expect(renewedWith(supabase, "s3AccessKeySecret")).toEqual(["s3AccessKeyId", "s3AccessKeySecret"]);
    expect(renewedWith(supabase, "logflarePublicToken")).toEqual([
      "logflarePublicToken",
      "logflarePrivateToken",
    ]);
  });

  it("are not made where nobody named one, or one that is unknown or a person's own", () => {
    expect(() => renewed([])).toThrow(expect.objectContaining({ code: "input-invalid" }));
    expect(() => renewed(["toString"])).toThrow("Directus has no secret “toString”");
    expect(() => renewed(["other", "given"])).toThrow("Given is given by you, so Slipway makes no new one");
  });

  it("are not made after the first deploy where the product keeps the first one", () => {
    expect(Object.keys(renewed(["first"], false))).toEqual(["first"]);
    expect(() => renewed(["first"])).toThrow(
      expect.objectContaining({
        message: "First password is not changed once the stack was deployed",
        details: { fix: "Change it in the product." },
      }),
    );
  });
});
