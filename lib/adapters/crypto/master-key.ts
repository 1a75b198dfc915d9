import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { PanelError } from "@/lib/errors";

const FORMAT = "slipway-master-key-1";
const KEY_BYTES = 32;

export type MasterKey = { id: string; bytes: Uint8Array };

/**
 * The key of this data folder, made at the first start.
 * @param databaseExists a key made now would open nothing of it
 * @throws PanelError `master-key-missing`
 */
export function ensureMasterKey(path: string, databaseExists: boolean): MasterKey {
  const key = readMasterKey(path);
  if (key !== null) return key;
  if (databaseExists) throw masterKeyMissing(path, `There is a database and no master key at ${path}`);
  return createMasterKey(path);
}

/** null when there is no key file. */
export function readMasterKey(path: string): MasterKey | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw keyProblem(path, "cannot be read", error);
  }
  const key = parseMasterKey(text);
  if (key === null) throw keyProblem(path, "is damaged");
  return key;
}

/** null for anything but what a key file holds. */
export function parseMasterKey(text: string): MasterKey | null {
  const [format, id, encoded, ...rest] = text.trim().split(/\s+/);
  const bytes = Buffer.from(encoded ?? "", "base64url");
  if (format !== FORMAT || rest.length > 0 || bytes.length !== KEY_BYTES || id !== keyId(bytes)) return null;
  return { id, bytes };
}

/** As a key file holds it. */
export function masterKeyText({ id, bytes }: MasterKey): string {
  return `${FORMAT} ${id} ${Buffer.from(bytes).toString("base64url")}\n`;
}

/** Makes the key file, readable by its owner alone. It never overwrites one. */
function createMasterKey(path: string): MasterKey {
  const bytes = randomBytes(KEY_BYTES);
  const id = keyId(bytes);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  const file = openSync(draft, "wx", 0o400);
  try {
    writeSync(file, masterKeyText({ id, bytes }));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return { id, bytes };
}

/** The refusal to start when sealed secrets are there and what opens them is not. */
export function masterKeyMissing(path: string, why: string): PanelError {
  return new PanelError(
    "master-key-missing",
    `${why}: the secrets in the database cannot be opened without it`,
    {
      fix: `Put the key that belongs to this data folder back at ${path} (it is kept apart from database backups), and start again`,
    },
  );
}

/** Eight hex digits that tell keys apart and say nothing about them. */
function keyId(bytes: Uint8Array): string {
  return createHash("sha256").update("slipway key id\0").update(bytes).digest("hex").slice(0, 8);
}

function keyProblem(path: string, what: string, cause?: unknown): PanelError {
  return new PanelError(
    "master-key-missing",
    `The master key ${path} ${what}`,
    { fix: `Put an intact copy back at ${path}, readable by the user that Slipway runs as, and start again` },
    cause,
  );
}
