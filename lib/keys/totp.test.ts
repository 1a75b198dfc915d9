import { describe, expect, it } from "vitest";
import { base32, fromBase32 } from "@/lib/keys/base32";
import { seededRandom } from "@/lib/keys/seeded-random";
import { plainRecoveryCode, recoveryCodes, stepOfCode, totpCode, totpSecret, totpUri } from "@/lib/keys/totp";

/** Of RFC 4226, appendix D, and of RFC 6238, appendix B, for SHA-1. */
const SECRET = new TextEncoder().encode("12345678901234567890");

describe("totpCode", () => {
  it.each([
    [59, "94287082"],
    [1111111109, "07081804"],
    [1111111111, "14050471"],
    [1234567890, "89005924"],
    [2000000000, "69279037"],
    [20000000000, "65353130"],
  ])("is that of RFC 6238 at %i s", (seconds, code) => {
    expect(totpCode(SECRET, Math.floor(seconds / 30), 8)).toBe(code);
  });

  it.each(
    ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"].map(
      (code, counter) => [counter, code] as const,
    ),
  )("is that of RFC 4226 for counter %i", (counter, code) => {
    expect(totpCode(SECRET, counter)).toBe(code);
  });
});

describe("stepOfCode", () => {
  const now = new Date(1_234_567_890_000);
  const present = 41_152_263;
  it("takes the codes of one step before, now and one step after, and says which", () => {
    const steps = [-2, -1, 0, 1, 2].map((away) => stepOfCode(SECRET, totpCode(SECRET, present + away), now));
    expect(steps).toEqual([null, present - 1, present, present + 1, null]);
  });

  it.each(["", "12345", "1234567", "12345a", "١٢٣٤٥٦", " 005924"])(
    "takes nothing that is no code: %s",
    (code) => {
      expect(stepOfCode(SECRET, code, now)).toBeNull();
    },
  );
});

describe("base32", () => {
  it.each([
    ["", ""],
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foo", "MZXW6"],
    ["foob", "MZXW6YQ"],
    ["fooba", "MZXW6YTB"],
    ["foobar", "MZXW6YTBOI"],
  ])("writes the examples of RFC 4648 and reads them back: %s", (plain, text) => {
    const bytes = new TextEncoder().encode(plain);
    expect(base32(bytes)).toBe(text);
    expect(fromBase32(text)).toEqual(bytes);
  });

  it("refuses other characters", () => {
    expect(() => fromBase32("MZXW1")).toThrow(RangeError);
  });
});

describe("a second factor", () => {
  it("has a secret of 160 bits, and an address that apps read", () => {
    const secret = totpSecret(seededRandom("one"));
    expect(fromBase32(secret)).toHaveLength(20);
    const uri = new URL(totpUri(secret, { issuer: "Slipway panel.example.com", account: "Ann & Bob" }));
    expect(uri.protocol).toBe("otpauth:");
    expect(uri.href).toContain("totp/Slipway%20panel.example.com:Ann%20%26%20Bob?");
    expect(uri.searchParams.get("secret")).toBe(secret);
    expect(uri.href).toContain("issuer=Slipway%20panel.example.com");
  });

  it("has recovery codes of 80 bits that may be typed in any case, with or without the dashes", () => {
    const codes = recoveryCodes(seededRandom("two"), 10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    const [code = ""] = codes;
    expect(plainRecoveryCode(` ${code.toUpperCase().replaceAll("-", " ")} `)).toBe(plainRecoveryCode(code));
  });
});
