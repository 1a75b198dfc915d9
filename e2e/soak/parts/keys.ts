import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { jwtVerify } from "jose";
import { assertAlteredRefused, assertFits, assertSigned } from "@/e2e/soak/keys/signatures";
import { checkedSupabaseSets } from "@/e2e/soak/keys/supabase-set";
import { numbered, type OpenPart, type SoakPart } from "@/e2e/soak/soak-part";
import { directusKeys } from "@/lib/keys/directus-keys";
import { seededRandom } from "@/lib/keys/seeded-random";
import { isSpacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";

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
