import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { p256Pair } from "@/lib/keys/p256-pair";
import { seededRandom } from "@/lib/keys/seeded-random";
import { isSpacetimedbIdentity, spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";

const NOW = new Date("2026-11-21T15:04:05Z");
const KNOWN = "c200ef884364c1a99be0298dc68f2004e6b97c09d1b1658b7db22f51fb662059";

describe("the identity", () => {
  it("is that of SpacetimeDB's own example", () => {
    expect(spacetimedbIdentity("example.com", "123")).toBe(KNOWN);
  });

  it("holds four bytes to check by", () => {
    expect(isSpacetimedbIdentity(KNOWN)).toBe(true);
    expect(isSpacetimedbIdentity(spacetimedbIdentity("localhost", "é"))).toBe(true);
    for (let at = 0; at < KNOWN.length; at += 1) {
      const other = KNOWN.charAt(at) === "0" ? "1" : "0";
      expect(isSpacetimedbIdentity(`${KNOWN.slice(0, at)}${other}${KNOWN.slice(at + 1)}`)).toBe(false);
    }
    expect(isSpacetimedbIdentity(`${KNOWN}00`)).toBe(false);
  });
});

describe("the key pair and its token", () => {
  const keys = spacetimedbKeys({}, seededRandom("space"), NOW);

  it("is PKCS#8 and SPKI on P-256, and fits", () => {
    expect(keys.privateKeyPem).toMatch(
      /^-----BEGIN PRIVATE KEY-----\n[\w+/=\n]+\n-----END PRIVATE KEY-----\n$/,
    );
    expect(keys.publicKeyPem).toMatch(/^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+\n-----END PUBLIC KEY-----\n$/);
    const [privateKey, publicKey] = [
      createPrivateKey(keys.privateKeyPem),
      createPublicKey(keys.publicKeyPem),
    ];
    expect(publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
    expect(verify("sha256", Buffer.from("x"), publicKey, sign("sha256", Buffer.from("x"), privateKey))).toBe(
      true,
    );
  });

  it("names the identity, and never ends", () => {
    const [header, payload, signature] = keys.token.split(".");
    expect(JSON.parse(Buffer.from(header ?? "", "base64url").toString())).toEqual({
      typ: "JWT",
      alg: "ES256",
    });
    expect(JSON.parse(Buffer.from(payload ?? "", "base64url").toString())).toEqual({
      hex_identity: spacetimedbIdentity("localhost", keys.subject),
      sub: keys.subject,
      iss: "localhost",
      aud: ["spacetimedb"],
      iat: 1795273445,
    });
    expect(keys.subject).toMatch(/^[0-9a-f-]{36}$/);
    const key = { key: createPublicKey(keys.publicKeyPem), dsaEncoding: "ieee-p1363" as const };
    const bytes = Buffer.from(signature ?? "", "base64url");
    expect(verify("sha256", Buffer.from(`${header}.${payload}`), key, bytes)).toBe(true);
  });

  it("keeps the identity over a change of keys", () => {
    const other = spacetimedbKeys({ subject: keys.subject }, seededRandom("next"), NOW);
    expect(other.publicKeyPem).not.toBe(keys.publicKeyPem);
    expect(other.identity).toBe(keys.identity);
  });

  it("signs with a key that is given", () => {
    const given = spacetimedbKeys({ privateKeyPem: `\n${keys.privateKeyPem}` }, seededRandom("given"), NOW);
    expect([given.privateKeyPem, given.publicKeyPem]).toEqual([keys.privateKeyPem, keys.publicKeyPem]);
  });

  const pem = (curve: string, type: "sec1" | "pkcs8") =>
    generateKeyPairSync("ec", { namedCurve: curve }).privateKey.export({ type, format: "pem" }).toString();
  it.each([
    ["another curve", pem("P-384", "pkcs8")],
    ["the older form of the file", pem("P-256", "sec1")],
    ["a public key", keys.publicKeyPem],
    ["a broken file", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"],
  ])("refuses %s", (_, privateKeyPem) => {
    expect(() => spacetimedbKeys({ privateKeyPem }, seededRandom("x"), NOW)).toThrow(
      expect.objectContaining({
        code: "input-invalid",
        details: expect.objectContaining({ fix: expect.any(String) }),
      }),
    );
  });

  it.each([
    ["issuer", { issuer: "" }],
    ["issuer", { issuer: "é".repeat(65) }],
    ["subject", { subject: "x".repeat(129) }],
  ])("refuses a wrong %s", (field, input) => {
    expect(() => spacetimedbKeys(input, seededRandom("x"), NOW)).toThrow(
      expect.objectContaining({ details: { issues: [expect.objectContaining({ field })] } }),
    );
  });
});

describe("a number that is no private key", () => {
  const ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
  it.each(["00".repeat(32), ORDER, "ff".repeat(32)])("is thrown away: %s", (first) => {
    const draws = [Buffer.from(first, "hex"), Buffer.from("01".padStart(64, "0"), "hex")];
    const { jwk } = p256Pair({ bytes: () => draws.shift() ?? new Uint8Array() });
    // One times the base point is the base point (SEC 2).
    expect(Buffer.from(jwk.x, "base64url").toString("hex")).toBe(
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
    );
    expect(draws).toEqual([]);
  });

  it("is none of the largest ones", () => {
    const largest = Buffer.from(`${ORDER.slice(0, -2)}50`, "hex");
    expect(p256Pair({ bytes: () => largest }).jwk.d).toBe(largest.toString("base64url"));
  });
});
