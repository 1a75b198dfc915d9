import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureCookieKey } from "@/lib/web/cookie-key";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-key-"));
  path = join(folder, "web", "cookie-key");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("made once, for its owner alone, and kept", () => {
  const key = ensureCookieKey(path);
  expect(Buffer.from(key, "base64url")).toHaveLength(32);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(ensureCookieKey(path)).toBe(key);
  expect(readdirSync(dirname(path))).toEqual(["cookie-key"]);
});

test("a damaged key is named instead of replaced", () => {
  ensureCookieKey(path);
  chmodSync(path, 0o600);
  writeFileSync(path, "short\n");
  expect(() => ensureCookieKey(path)).toThrowError(expect.objectContaining({ code: "environment-invalid" }));
});
