import { z } from "zod";
import { PanelError } from "@/lib/errors";

/** Counts up when an older Slipway could not restore what is written. */
export const FORMAT = 1;

export const MANIFEST = "manifest.json";
export const README = "README.txt";
export const DATABASE = "slipway.db";
export const SEALED_KEY = "master.key.sealed";
/** Written last, as `sha256sum -c` takes it. */
export const SUMS = "SHA256SUMS";

/** Everything but the database is short. */
export const SHORT_BYTES = 64 * 1024;

const member = z.object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const count = z.number().int().min(0);

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  slipway: z.string().max(100),
  migration: z.string().max(200),
  installation: z.string().max(100),
  keyId: z.string().max(100),
  masterKey: z.enum(["sealed", "absent"]),
  createdAt: z.iso.datetime(),
  counts: z.object({ stacks: count, revisions: count, operators: count }),
  members: z.record(z.string().max(100), member),
});
export type Manifest = z.output<typeof manifestSchema>;

/** @throws PanelError `backup-newer`, `backup-damaged` */
export function readManifest(text: string): Manifest {
  const value = parseJson(text);
  const format = z.object({ format: z.number().int() }).safeParse(value);
  if (format.success && format.data.format > FORMAT) {
    throw backupNewer(`The backup has format ${format.data.format}, and this Slipway knows ${FORMAT}`);
  }
  const manifest = manifestSchema.safeParse(value);
  if (!manifest.success) throw backupDamaged(`${MANIFEST} does not say what a backup says`, manifest.error);
  return manifest.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw backupDamaged(`${MANIFEST} is not JSON`, error);
  }
}

export function backupDamaged(why: string, cause?: unknown): PanelError {
  return new PanelError(
    "backup-damaged",
    `This backup is damaged, or none: ${why}`,
    { fix: "Take another copy of it, or another backup. Nothing was changed." },
    cause,
  );
}

export function backupNewer(why: string): PanelError {
  return new PanelError("backup-newer", why, {
    fix: "Restore it with the Slipway that made it, or a newer one. Nothing was changed.",
  });
}

/** What a person finds who unpacks the file without Slipway. */
export function readmeOf(withKey: boolean): string {
  const key = withKey
    ? `${SEALED_KEY}  The master key, encrypted: JSON with the parameters of scrypt (N, r, p, salt),
                   the nonce, and the AES-256-GCM ciphertext with its tag of 16 bytes at the end,
                   all bytes in base64. The key of AES is scrypt(passphrase, salt), 32 bytes. The
                   additional data is the text of "for". What it opens to is the file
                   <data>/key/master.key, byte for byte.`
    : `The master key is not here: without the file <data>/key/master.key of the panel that made this
backup the stacks' secrets cannot be opened.`;
  return `A backup of a Slipway panel. To restore it: slipway restore FILE

By hand: tar -xf FILE && sha256sum -c ${SUMS}

${MANIFEST}      What is in here, from when, made by which version.
${DATABASE}         The database, SQLite 3. The stacks' secrets in it are sealed under the master key.
${key}
`;
}
