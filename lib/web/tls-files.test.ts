import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PanelError } from "@/lib/errors";
import { readTlsFiles } from "@/lib/web/tls-files";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000);
let folder: string;

const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** The issue that is named; null when the two pass. */
function problem(certificate: string, key: string, now = new Date()): string | null {
  const files = { certificate: join(folder, certificate), key: join(folder, key) };
  try {
    readTlsFiles(files, now);
    return null;
  } catch (error) {
    if (!(error instanceof PanelError)) throw error;
    expect(error.code).toBe("environment-invalid");
    expect(error.details.fix).toBeTruthy();
    return error.message.replaceAll(`${folder}/`, "");
  }
}

// Whoever brings a certificate has it from an authority; OpenSSL plays one here.
describe.skipIf(!hasOpenssl)("a given certificate and its key", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-given-"));
    const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    openssl(
      "req",
      "-x509",
      ...made,
      "-days",
      "30",
      "-subj",
      "/CN=root",
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
    );
    openssl("req", ...made, "-subj", "/CN=panel.example.com", "-keyout", "key.pem", "-out", "leaf.csr");
    const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    openssl("x509", "-req", "-in", "leaf.csr", ...signed, "-days", "10", "-out", "leaf.pem");
    openssl("req", "-x509", ...made, "-subj", "/CN=other", "-keyout", "other.key", "-out", "other.pem");
    openssl("pkey", "-in", "key.pem", "-aes256", "-passout", "pass:secret", "-out", "locked.pem");
    writeFileSync(join(folder, "chain.pem"), `bag of words\n${read("leaf.pem")}${read("ca.pem")}`);
    writeFileSync(join(folder, "turned.pem"), read("ca.pem") + read("leaf.pem"));
    writeFileSync(join(folder, "mixed.pem"), read("leaf.pem") + read("other.pem"));
    writeFileSync(join(folder, "cut.pem"), read("leaf.pem").replace(/\n[^\n]+\n-----END/, "\n-----END"));
    writeFileSync(join(folder, "empty.pem"), "");
    mkdirSync(join(folder, "dir"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("pass with the authority's certificate after them, and without", () => {
    expect(problem("leaf.pem", "key.pem")).toBeNull();
    expect(problem("chain.pem", "key.pem")).toBeNull();
  });

  test.each([
    ["gone.pem", "key.pem", "SLIPWAY_TLS_CERT: gone.pem cannot be read: ENOENT"],
    ["dir", "key.pem", "SLIPWAY_TLS_CERT: dir cannot be read: EISDIR"],
    ["leaf.pem", "gone.pem", "SLIPWAY_TLS_KEY: gone.pem cannot be read: ENOENT"],
    ["leaf.pem", "leaf.pem", "SLIPWAY_TLS_KEY: leaf.pem holds no private key"],
    ["leaf.pem", "locked.pem", "SLIPWAY_TLS_KEY: The key in locked.pem is encrypted"],
    ["empty.pem", "key.pem", "SLIPWAY_TLS_CERT: empty.pem holds no certificate"],
    ["cut.pem", "key.pem", "SLIPWAY_TLS_CERT: Certificate 1 in cut.pem is damaged"],
    ["leaf.pem", "other.key", "SLIPWAY_TLS_CERT: The certificate in leaf.pem does not belong to the key"],
    [
      "turned.pem",
      "key.pem",
      "SLIPWAY_TLS_CERT: The first certificate in turned.pem is not the server's own",
    ],
    ["mixed.pem", "key.pem", "SLIPWAY_TLS_CERT: Certificate 2 in mixed.pem did not issue the one before it"],
  ])("%s with %s: %s", (certificate, key, message) => {
    expect(problem(certificate, key)).toContain(message);
  });

  test("are not served before their time or after it", () => {
    expect(problem("leaf.pem", "key.pem", inDays(11))).toMatch(/leaf\.pem ended on/);
    expect(problem("leaf.pem", "key.pem", inDays(-1))).toMatch(/leaf\.pem is good only from/);
    expect(problem("chain.pem", "key.pem", inDays(9))).toBeNull();
  });
});
