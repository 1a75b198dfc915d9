import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";
import { backupDamaged } from "@/lib/adapters/backup/backup-format";
import { PanelError } from "@/lib/errors";
import type { Sensitive } from "@/lib/secrets/sensitive";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 16;

/**
 * One of the settings of OWASP's cheat sheet on password storage: 64 MiB for about half a second, which a small server
 * can spare.
 */
const COST = { N: 2 ** 16, r: 8, p: 2 };

const schema = z.object({
  kdf: z.literal("scrypt"),
  // Bounds: a file from elsewhere must not ask for more memory than there is.
  N: z
    .number()
    .int()
    .min(2)
    .max(2 ** 18),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(16),
  salt: z.base64(),
  cipher: z.literal(CIPHER),
  nonce: z.base64(),
  /** Authenticated with the key: names the database that it is for, by its checksum. */
  for: z.string().max(1000),
  sealed: z.base64(),
});

/**
 * The text of the key's file, encrypted to a passphrase.
 * @param purpose what the key opens; the key opens to nothing else
 */
export async function sealKeyFile(text: string, passphrase: Sensitive, purpose: string): Promise<string> {
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)];
  const cipher = createCipheriv(CIPHER, await derive(passphrase, salt, COST), nonce);
  cipher.setAAD(Buffer.from(purpose, "utf8"));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const [saltText, nonceText, sealedText] = [salt, nonce, sealed].map((bytes) => bytes.toString("base64"));
  return `${JSON.stringify(
    {
      ...{ kdf: "scrypt", ...COST, salt: saltText },
      ...{ cipher: CIPHER, nonce: nonceText, for: purpose, sealed: sealedText },
    },
    null,
    2,
  )}\n`;
}

/** @throws PanelError `backup-passphrase-wrong`, `backup-damaged` */
export async function openKeyFile(
  sealedText: string,
  passphrase: Sensitive,
  purpose: string,
): Promise<string> {
  const given = schema.safeParse(parseJson(sealedText));
  if (!given.success) throw backupDamaged("its encrypted master key is not readable", given.error);
  const { N, r, p, salt, nonce, sealed } = given.data;
  if (given.data.for !== purpose) throw backupDamaged("its master key is for another database");
  const bytes = Buffer.from(sealed, "base64");
  const key = await derive(passphrase, Buffer.from(salt, "base64"), { N, r, p });
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, "base64"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(purpose, "utf8"));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new PanelError(
      "backup-passphrase-wrong",
      "The passphrase does not open the master key in this backup",
      { fix: "Give the passphrase that was set when the backup was made. Nothing was changed." },
      error,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Null is what the schema refuses with the words that it has for every text that is no sealed key.
    return null;
  }
}

/** In Node's own threads: the worker answers meanwhile. The text is normalised, as keyboards differ. */
function derive(passphrase: Sensitive, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.reveal().normalize("NFKC"), salt, KEY_BYTES, { ...cost, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
