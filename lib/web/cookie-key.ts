import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { PanelError } from "@/lib/errors";

/**
 * The key of the sign-in cookie, made at the first start. Losing it signs everybody out and does nothing worse:
 * what a cookie holds is only good together with the worker's session row.
 */
export function ensureCookieKey(path: string): string {
  const found = readCookieKey(path);
  if (found !== null) return found;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    // A link never overwrites: of two processes that start at once, both use the first one's key.
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readCookieKey(path);
  if (made === null) throw new PanelError("environment-invalid", `The cookie key at ${path} cannot be read`);
  return made;
}

function readCookieKey(path: string): string | null {
  let key: string;
  try {
    key = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
  if (key.length < 32) {
    throw new PanelError("environment-invalid", `The cookie key at ${path} is damaged`, {
      fix: `Remove ${path} and start the panel again: everybody signs in anew, nothing else changes.`,
    });
  }
  return key;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
