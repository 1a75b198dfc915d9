import { describe, expect, it } from "vitest";
import { password, passwordEntropyBits } from "@/lib/keys/password";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directus } from "@/lib/stacks/directus/directus";

describe("password", () => {
  it("has the length and alphabet asked for", () => {
    expect(password(seededRandom("a"), 48, "alphanumeric")).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(password(seededRandom("a"), 7, "lower-hex")).toMatch(/^[0-9a-f]{7}$/);
    expect(password(seededRandom("a"), 0, "lower-hex")).toBe("");
  });

  it("throws away bytes that would favour the first characters", () => {
    // 248 is 4 × 62: from it on, the remainder would draw A to H once more often than the others.
    const bytes = [248, 255, 0, 247, 61, 250, 1];
    const random = { bytes: (length: number) => new Uint8Array(bytes.splice(0, length)) };
    expect(password(random, 4, "alphanumeric")).toBe("A99B");
  });

  it("draws every character about equally often", () => {
    const drawn = password(seededRandom("even"), 62_000, "alphanumeric");
    const counts = new Map<string, number>();
    for (const character of drawn) counts.set(character, (counts.get(character) ?? 0) + 1);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: 100 is passed by chance once in 1,000 seeds; modulo bias alone would give about 3,000.
    expect(chiSquare).toBeLessThan(100);
  });

  it("knows its entropy", () => {
    expect(passwordEntropyBits(32, "lower-hex")).toBe(128);
    expect(passwordEntropyBits(48, "alphanumeric")).toBeCloseTo(285.8, 1);
  });
});

describe("secretsForKind", () => {
  it("makes what is missing, keeps what is given, and leaves provided ones out", () => {
    const secrets = secretsForKind(directus, seededRandom("k"), new Date(0), {
      adminPassword: "mine",
      smtpPassword: "",
      other: "x",
    });
    expect(secrets.adminPassword).toBe("mine");
    expect(secrets.secret).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(Object.keys(secrets).sort()).toEqual([
      "adminPassword",
      "databasePassword",
      "metricsToken",
      "redisPassword",
      "secret",
    ]);
    expect(new Set(Object.values(secrets)).size).toBe(5);
  });
});
