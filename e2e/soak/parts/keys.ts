import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jwtVerify } from "jose";
import { fromDer, toDer } from "@/e2e/soak/keys/es256-forms";
import { OpensslProgram, opensslVersion } from "@/e2e/soak/keys/openssl-program";
import { assertAlteredRefused, assertFits, assertSigned } from "@/e2e/soak/keys/signatures";
import { checkedSupabaseSets } from "@/e2e/soak/keys/supabase-set";
import { numbered, type OpenPart, type SoakPart } from "@/e2e/soak/soak-part";
import { directusKeys } from "@/lib/keys/directus-keys";
import { seededRandom } from "@/lib/keys/seeded-random";
import { isSpacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { isSignedByKey } from "@/lib/keys/verify-jwt";

/** Of each product; of Supabase twice as many. */
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
    const folder = await mkdtemp(join(tmpdir(), "slipway-keys-"));
    const version = opensslVersion();
    const openssl = version === null ? null : new OpensslProgram(folder);
    return {
      async run(id) {
        const seen = await batch(`${id} of ${run}`, openssl);
        return `${seen}; ${version === null ? "no openssl here to read them" : `read by ${version}`}`;
      },
      close: () => rm(folder, { recursive: true }),
    };
  },
};

async function batch(seed: string, openssl: OpensslProgram | null): Promise<string> {
  const all = new Set<string>();
  for (let index = 0; index < SETS; index += 1) {
    const name = `${seed}, ${index}`;
    try {
      for (const value of await checkedSet(name, openssl)) {
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
async function checkedSet(seed: string, openssl: OpensslProgram | null): Promise<string[]> {
  const random = seededRandom(seed);
  const now = new Date();
  const supabase = await checkedSupabaseSets(random, now);

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
  if (openssl !== null) assertReadBothWays(openssl, space);

  const directus = directusKeys(random, "9");
  assert.deepEqual(
    Object.values(directus).map((value) => value.length),
    [48, 24, 32, 36],
  );
  return [
    ...supabase,
    ...Object.values(space).filter((value) => value !== "localhost"),
    ...Object.values(directus),
  ];
}

/** OpenSSL's program takes the pair and the panel's signature, and the panel takes that of the program. */
function assertReadBothWays(
  openssl: OpensslProgram,
  { privateKeyPem, publicKeyPem, token }: ReturnType<typeof spacetimedbKeys>,
): void {
  openssl.assertReads(privateKeyPem, publicKeyPem);
  const end = token.lastIndexOf(".");
  const signed = token.slice(0, end);
  openssl.assertVerifies(publicKeyPem, signed, toDer(Buffer.from(token.slice(end + 1), "base64url")));
  const signature = fromDer(openssl.sign(privateKeyPem, signed)).toString("base64url");
  assert(isSignedByKey(`${signed}.${signature}`, createPublicKey(publicKeyPem)));
}
