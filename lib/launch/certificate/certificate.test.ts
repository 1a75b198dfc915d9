import { spawnSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { certificateNames } from "./certificate-names.mjs";
import { copyChanged } from "./given-certificate.mjs";
import { makeCertificate } from "./make-certificate.mjs";
import { ensureOwnCertificate, ownCertificateIn, tlsFiles } from "./own-certificate.mjs";
import { renewalReason, VALID_DAYS } from "./renewal.mjs";

const DAY_MS = 24 * 60 * 60_000;
const NOW = new Date("2026-11-21T10:00:00Z");
const NAMES = ["panel.example.com", "203.0.113.5", "2001:db8::7", "::ffff:198.51.100.1", "::1", "localhost"];
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-certificate-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function made(names: readonly string[] = NAMES, notBefore = NOW, notAfter = inDays(VALID_DAYS)) {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { key, pem: makeCertificate({ key, names, notBefore, notAfter, serial: randomBytes(16) }) };
}

describe("a made certificate", () => {
  it("says what it was given, and is good for a server alone", () => {
    const { key, pem } = made();
    const certificate = new X509Certificate(pem);
    for (const name of NAMES) {
      const found =
        name.includes(":") || /^\d/.test(name) ? certificate.checkIP(name) : certificate.checkHost(name);
      expect(found, name).toBe(name);
    }
    expect(certificate.checkHost("other.example.com")).toBeUndefined();
    expect(certificate.checkIP("203.0.113.6")).toBeUndefined();
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(new Date(certificate.validFrom)).toEqual(NOW);
    expect(new Date(certificate.validTo)).toEqual(inDays(VALID_DAYS));
    expect(certificate.subject).toBe("O=Slipway\nCN=panel.example.com");
  });

  it.skipIf(!hasOpenssl)("passes OpenSSL's strict checks, 200 times over", () => {
    for (let round = 0; round < 200; round++) {
      const path = join(folder, "certificate.pem");
      writeFileSync(path, made(NAMES, NOW, inDays(VALID_DAYS)).pem);
      const at = String(NOW.getTime() / 1000 + 60);
      const check = ["-x509_strict", "-purpose", "sslserver", "-verify_ip", "2001:db8::7", "-attime", at];
      const answer = spawnSync("openssl", ["verify", ...check, "-CAfile", path, path], { encoding: "utf8" });
      expect(answer.stdout + answer.stderr).toBe(`${path}: OK\n`);
    }
    const text = spawnSync("openssl", ["x509", "-in", join(folder, "certificate.pem"), "-noout", "-text"], {
      encoding: "utf8",
    }).stdout;
    expect(text).toContain("ASN1 OID: prime256v1");
    expect(text).toContain("Signature Algorithm: ecdsa-with-SHA256");
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\n/);
  });

  it("holds more names than a short length can count, and days after 2049", () => {
    const many = Array.from({ length: 300 }, (_, index) => `host-${index}.example.com`);
    const late = new Date("2050-01-02T03:04:05Z");
    const certificate = new X509Certificate(made(many, NOW, late).pem);
    expect(certificate.checkHost("host-299.example.com")).toBe("host-299.example.com");
    expect(new Date(certificate.validTo)).toEqual(late);
  });
});

describe("the names", () => {
  const machine = { host: "Droplet", addresses: ["203.0.113.5", "2001:db8::7"] };

  it("are those of the address first, then of the machine", () => {
    const settings = { url: "https://panel.example.com:9400", bind: "0.0.0.0" };
    expect(certificateNames({ ...settings, ...machine })).toEqual([
      ...["panel.example.com", "203.0.113.5", "2001:db8::7", "droplet"],
      ...["localhost", "127.0.0.1", "::1"],
    ]);
  });

  it("are of one address where it alone is listened on, each once", () => {
    const settings = { url: "https://[2001:db8::7]:9400", bind: "2001:DB8:0::7" };
    expect(certificateNames({ ...settings, ...machine, host: "not_a_name" })).toEqual([
      ...["2001:db8::7", "localhost", "127.0.0.1", "::1"],
    ]);
  });
});

describe("a certificate is made anew", () => {
  const { key, pem } = made(["203.0.113.5", "localhost"]);

  it.each([
    ["while it is good", pem, ["localhost"], 0, undefined],
    [
      "for a name that it lacks",
      pem,
      ["203.0.113.6", "localhost", "a.example"],
      0,
      "it lacked 203.0.113.6, a.example",
    ],
    ["until a month before its end", pem, [], VALID_DAYS - 31, undefined],
    ["then", pem, [], VALID_DAYS - 29, "it would soon have ended"],
    ["after its end", pem, [], VALID_DAYS + 1, "it had ended"],
    ["when the clock was wrong", pem, [], -1, "it was not good yet"],
    ["of another key", made().pem, [], 0, "it did not belong to the key"],
    ["that is damaged", pem.slice(0, 300), [], 0, "there was none that could be read"],
  ])("or not: %s", (_, text, names, days, reason) => {
    expect(renewalReason(text, key, names, inDays(days))).toBe(reason);
  });
});

describe("the panel's own certificate", () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it("is made once, renewed in time, with the same key, which nobody else can read", async () => {
    const own = ownCertificateIn(folder);
    expect(await ensureOwnCertificate(own, NAMES, NOW)).toMatch(/there was none/);
    const [key, first] = [readFileSync(own.key, "utf8"), readFileSync(own.certificate, "utf8")];
    expect(await ensureOwnCertificate(own, NAMES, inDays(300))).toBeUndefined();
    expect(readFileSync(own.certificate, "utf8")).toBe(first);
    expect(await ensureOwnCertificate(own, NAMES, inDays(380))).toMatch(/soon/);
    expect(await ensureOwnCertificate(own, [...NAMES, "new.example"], inDays(381))).toBe(
      "it lacked new.example",
    );
    expect(readFileSync(own.key, "utf8")).toBe(key);
    const last = new X509Certificate(readFileSync(own.certificate));
    expect(last.checkPrivateKey(createPrivateKey(key))).toBe(true);
    const days = (Date.parse(last.validTo) - Date.parse(last.validFrom)) / DAY_MS;
    expect(days).toBeLessThanOrEqual(397);
    expect([mode(join(folder, "tls")), mode(own.key)]).toEqual(["700", "400"]);
  });

  it("has one key, also when many make it at once", async () => {
    const own = ownCertificateIn(folder);
    await Promise.all(Array.from({ length: 8 }, () => ensureOwnCertificate(own, NAMES, NOW)));
    const certificate = new X509Certificate(readFileSync(own.certificate));
    expect(certificate.checkPrivateKey(createPrivateKey(readFileSync(own.key)))).toBe(true);
    expect(readdirSync(join(folder, "tls")).toSorted()).toEqual(["certificate.pem", "key.pem"]);
  });

  it("names a key that is damaged instead of making another one", async () => {
    const own = ownCertificateIn(folder);
    await ensureOwnCertificate(own, NAMES, NOW);
    rmSync(own.key);
    writeFileSync(own.key, "nothing");
    await expect(ensureOwnCertificate(own, NAMES, NOW)).rejects.toMatchObject({
      message: expect.stringContaining(own.key),
      fix: expect.stringContaining("Remove it"),
    });
  });
});

describe("web's copy of a given certificate", () => {
  it("follows the original, and names what cannot be read", async () => {
    const given = { certificate: join(folder, "fullchain.pem"), key: join(folder, "privkey.pem") };
    const copies = tlsFiles(folder);
    for (const text of ["first", "second"]) {
      writeFileSync(given.certificate, `${text} certificate`);
      writeFileSync(given.key, `${text} key`);
      await copyChanged(given, copies, process.getgid?.() ?? 0);
      expect(readFileSync(copies.certificate, "utf8")).toBe(`${text} certificate`);
      expect(readFileSync(copies.key, "utf8")).toBe(`${text} key`);
    }
    expect((statSync(copies.key).mode & 0o777).toString(8)).toBe("440");
    rmSync(given.key);
    await expect(copyChanged(given, copies, 0)).rejects.toThrow(/SLIPWAY_TLS_KEY cannot be read/);
    expect(readFileSync(copies.key, "utf8")).toBe("second key");
  });
});
