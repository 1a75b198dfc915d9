import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from "@/lib/api/contract/passkeys";

/** What a browser and a device would not do, for tests that it is refused. */
export type Misdeed = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  crossOrigin?: boolean;
  /** Nobody has shown the device that they are its owner. */
  unverified?: boolean;
  /** What the device says that it has counted. */
  counter?: number;
  userHandle?: string | undefined;
  /** Signs with another key than the one that was registered. */
  forged?: boolean;
};

type Key = { id: string; userHandle: string; privateKey: KeyObject };

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

/** A device with one key pair of ES256, and the browser before it, that make what real ones make. */
export class SoftwareAuthenticator {
  readonly #origin: string;
  #key: Key | null = null;
  #counter: number;

  /** @param counts what the device has counted so far; null: it does not count */
  constructor(origin: string, counts: number | null = 0) {
    this.#origin = origin;
    this.#counter = counts ?? -1;
  }

  create(options: PasskeyCreationOptions, misdeed: Misdeed = {}): PasskeyAttestation {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const rawId = randomBytes(32);
    this.#key = { id: rawId.toString("base64url"), userHandle: options.user.id, privateKey };
    // In COSE: an elliptic curve, ES256, P-256, and the point.
    const cose = cborMap([
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(-7)],
      [cborInt(-1), cborInt(1)],
      [cborInt(-2), cborBytes(Buffer.from(x, "base64url"))],
      [cborInt(-3), cborBytes(Buffer.from(y, "base64url"))],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(rawId.length);
    const authenticatorData = Buffer.concat([
      this.#authenticatorData(misdeed.rpId ?? options.rp.id, misdeed, FLAGS.attested),
      Buffer.alloc(16),
      length,
      rawId,
      cose,
    ]);
    const attestationObject = cborMap([
      [cborText("fmt"), cborText("none")],
      [cborText("attStmt"), cborMap([])],
      [cborText("authData"), cborBytes(authenticatorData)],
    ]);
    return {
      id: this.#key.id,
      response: {
        clientDataJSON: this.#clientData("webauthn.create", options.challenge, misdeed).toString("base64url"),
        attestationObject: attestationObject.toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  get(options: PasskeyRequestOptions, misdeed: Misdeed = {}): PasskeyAssertion {
    if (this.#key === null) throw new Error("There is no passkey on this device");
    const { id, userHandle, privateKey } = this.#key;
    const authenticatorData = this.#authenticatorData(misdeed.rpId ?? options.rpId, misdeed, 0);
    const clientData = this.#clientData("webauthn.get", options.challenge, misdeed);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    const key = misdeed.forged ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey : privateKey;
    const handle = "userHandle" in misdeed ? misdeed.userHandle : userHandle;
    return {
      id,
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: sign("sha256", signed, key).toString("base64url"),
        ...(handle === undefined ? {} : { userHandle: handle }),
      },
    };
  }

  #authenticatorData(rpId: string, { unverified = false, counter }: Misdeed, flags: number): Buffer {
    if (this.#counter >= 0) this.#counter += 1;
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter ?? Math.max(this.#counter, 0));
    const shown = FLAGS.present | (unverified ? 0 : FLAGS.verified) | flags;
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([shown]), counted]);
  }

  #clientData(type: string, challenge: string, misdeed: Misdeed): Buffer {
    const { crossOrigin = false } = misdeed;
    const given = { type, challenge, origin: this.#origin, ...misdeed };
    return Buffer.from(
      JSON.stringify({ type: given.type, challenge: given.challenge, origin: given.origin, crossOrigin }),
    );
  }
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** The head of an item of CBOR (RFC 8949): its major type and a number below 2^16. */
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}

const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string) => Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)]);
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
