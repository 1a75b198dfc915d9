import { describe, expect, it } from "vitest";
import { ALPHABET_NAMES, ALPHABETS } from "@/lib/keys/alphabets";
import { directusKeys } from "@/lib/keys/directus-keys";
import { envLines } from "@/lib/keys/env-lines";
import { randomSecrets } from "@/lib/keys/random-secrets";
import { seededRandom } from "@/lib/keys/seeded-random";

describe("random secrets", () => {
  it.each(ALPHABET_NAMES)("of the alphabet %s hold each of its characters and no other", (alphabet) => {
    const { secrets, bits } = randomSecrets(seededRandom(alphabet), { length: 1000, alphabet, count: 5 });
    expect(secrets.map((secret) => secret.length)).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect([...new Set(secrets.join(""))].sort()).toEqual([...ALPHABETS[alphabet]].sort());
    expect(new Set(secrets).size).toBe(5);
    expect(bits).toBeCloseTo(1000 * Math.log2(ALPHABETS[alphabet].length), 0);
  });

  it("have alphabets without repeats, and none that a quoted value would have to escape", () => {
    for (const characters of Object.values(ALPHABETS)) {
      expect(new Set(characters).size).toBe(characters.length);
      expect(characters).not.toMatch(/[\s"'\\$`]/);
    }
  });
});

describe("the secrets of a Directus", () => {
  it("are letters and digits in the lengths asked for", () => {
    expect(directusKeys(seededRandom("d"), "current")).toEqual({
      SECRET: expect.stringMatching(/^[A-Za-z0-9]{48}$/),
      ADMIN_PASSWORD: expect.stringMatching(/^[A-Za-z0-9]{24}$/),
      ADMIN_TOKEN: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
  });

  it("hold a KEY for version 9 only", () => {
    expect(directusKeys(seededRandom("d"), "9").KEY).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe("lines for .env", () => {
  it("are quoted only where they must be", () => {
    expect(envLines({ A: "eyJ.x-_=", B: 'a "b" $c', C: "" })).toBe('A=eyJ.x-_=\nB="a \\"b\\" \\$c"\nC=""\n');
  });
});
