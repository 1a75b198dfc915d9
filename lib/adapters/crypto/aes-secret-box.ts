import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { MasterKey } from "@/lib/adapters/crypto/master-key";
import { PanelError } from "@/lib/errors";
import type { SealedPlace, SealedValue, SecretBox } from "@/lib/ports/secret-box";

const CIPHER = "aes-256-gcm";
/** NIST SP 800-38D: 96 bits, fresh for each value. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** AES-256-GCM under the master key; table, row and column are authenticated with the value. */
export class AesSecretBox implements SecretBox {
  readonly keyId: string;
  readonly fingerprintKey: Uint8Array;
  readonly #sealingKey: Uint8Array;

  constructor(key: MasterKey) {
    this.keyId = key.id;
    this.#sealingKey = derive(key, "slipway sealing");
    this.fingerprintKey = derive(key, "slipway fingerprints");
  }

  seal(place: SealedPlace, value: string): SealedValue {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#sealingKey, nonce);
    cipher.setAAD(placeBytes(place));
    const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return { keyId: this.keyId, nonce, sealed };
  }

  open(place: SealedPlace, { keyId, nonce, sealed }: SealedValue): string {
    if (keyId !== this.keyId) {
      throw unreadable(`A secret was sealed with the key ${keyId}, and the panel holds ${this.keyId}`);
    }
    try {
      const decipher = createDecipheriv(CIPHER, this.#sealingKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(placeBytes(place));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
      return text.toString("utf8");
    } catch (error) {
      throw unreadable("A sealed secret was changed or moved", error);
    }
  }
}

function derive(key: MasterKey, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key.bytes, new Uint8Array(), purpose, KEY_BYTES));
}

/** JSON, so that no two places can have one text. */
function placeBytes({ table, row, column }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([table, row, column]), "utf8");
}

function unreadable(message: string, cause?: unknown): PanelError {
  return new PanelError(
    "secret-unreadable",
    message,
    { fix: "Put a backup of the database back that belongs to the master key of this data folder" },
    cause,
  );
}
