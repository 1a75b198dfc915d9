import assert from "node:assert/strict";
import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import { numbered, type OpenPart, type SoakPart } from "@/e2e/soak/soak-part";
import { directusKeys } from "@/lib/keys/directus-keys";
import { inspectToken } from "@/lib/keys/inspect-token";
import { isOpaqueKey } from "@/lib/keys/opaque-key";
import { seededRandom } from "@/lib/keys/seeded-random";
import { isSpacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";

const SETS = 50;
const BATCHES = 20;
const BATCH = "50 sets";

/** Sets of keys, checked by jose, by node:crypto and by the panel's own check, which must not take an altered token. */
export const keysPart: SoakPart = {
  name: "keys",
  title: "Keys that fit each other",
  ids: numbered(BATCH, BATCHES),
  tenth: numbered(BATCH, BATCHES / 10),
  async open(): Promise<OpenPart> {
    const run = `${process.pid}-${Date.now()}`;
    return { run: (id) => batch(`${id} of ${run}`), close: async () => {} };
  },
};

async function batch(seed: string): Promise<string> {
  const all = new Set<string>();
  for (let index = 0; index < SETS; index += 1) {
    const name = `${seed}, ${index}`;
    try {
      for (const value of await checkedSet(name)) {
        assert(!all.has(value), `${value} twice`);
        all.add(value);
      }
    } catch (error) {
      throw new Error(`The set of the seed “${name}” is not right`, { cause: error });
    }
  }
  return `${all.size} keys and secrets`;
}

/** @returns the secrets of one set, none of which may ever come again */
async function checkedSet(seed: string): Promise<string[]> {
  const random = seededRandom(seed);
  const now = new Date();
  const set = supabaseKeySet({}, random, now);
  const { JWT_SECRET: secret } = set;
  assert.match(secret, /^[A-Za-z0-9]{40}$/);
  for (const token of [set.ANON_KEY, set.SERVICE_ROLE_KEY]) {
    await jwtVerify(token, Buffer.from(secret));
    const [header, payload, signature] = token.split(".");
    assert.equal(createHmac("sha256", secret).update(`${header}.${payload}`).digest("base64url"), signature);
    await assertAlteredRefused(token, { secret });
  }
  const jwks = JSON.parse(set.JWT_JWKS);
  const publicKey = createPublicKey({ key: jwks.keys[0], format: "jwk" });
  assertFits(createPrivateKey({ key: JSON.parse(set.JWT_KEYS)[0], format: "jwk" }), publicKey);
  for (const token of [set.ANON_KEY_ASYMMETRIC, set.SERVICE_ROLE_KEY_ASYMMETRIC]) {
    await jwtVerify(token, createLocalJWKSet(jwks));
    assertSigned(token, publicKey);
    await assertAlteredRefused(token, { publicKey: set.JWT_JWKS });
  }
  assert(isOpaqueKey(set.SUPABASE_PUBLISHABLE_KEY) && isOpaqueKey(set.SUPABASE_SECRET_KEY));

  const space = spacetimedbKeys({}, random, now);
  const spaceKey = createPublicKey(space.publicKeyPem);
  assertFits(createPrivateKey(space.privateKeyPem), spaceKey);
  const { payload } = await jwtVerify(space.token, spaceKey, {
    issuer: "localhost",
    audience: "spacetimedb",
  });
  assert.equal(payload.hex_identity, space.identity);
  assertSigned(space.token, spaceKey);
  assert(isSpacetimedbIdentity(space.identity));
  await assertAlteredRefused(space.token, { publicKey: space.publicKeyPem });

  const directus = directusKeys(random, "9");
  assert.deepEqual(
    Object.values(directus).map((value) => value.length),
    [48, 24, 32, 36],
  );
  return [
    ...Object.values(set),
    ...Object.values(space).filter((value) => value !== "localhost"),
    ...Object.values(directus),
  ];
}

function assertFits(privateKey: KeyObject, publicKey: KeyObject): void {
  assert.equal(publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
  assert(verify("sha256", Buffer.from("fits"), publicKey, sign("sha256", Buffer.from("fits"), privateKey)));
}

function assertSigned(token: string, publicKey: KeyObject): void {
  const [header, payload, signature = ""] = token.split(".");
  const bytes = Buffer.from(signature, "base64url");
  assert.equal(bytes.length, 64);
  const key = { key: publicKey, dsaEncoding: "ieee-p1363" as const };
  assert(verify("sha256", Buffer.from(`${header}.${payload}`), key, bytes));
}

/** One character of the payload and one of the signature. */
async function assertAlteredRefused(
  token: string,
  key: { secret: string } | { publicKey: string },
): Promise<void> {
  const now = new Date();
  assert.equal((await inspectToken(token, key, now)).signature.state, "valid");
  const [header = "", payload = "", signature = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const altered = Buffer.from(JSON.stringify({ ...claims, role: "postgres" })).toString("base64url");
  for (const forged of [
    `${header}.${altered}.${signature}`,
    `${header}.${payload}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
  ]) {
    assert.equal((await inspectToken(forged, key, now)).signature.state, "invalid");
  }
}
