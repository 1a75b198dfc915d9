import assert from "node:assert/strict";
import { createHash, createHmac, createPrivateKey, createPublicKey } from "node:crypto";
import { createLocalJWKSet, type JWTVerifyResult, jwtVerify } from "jose";
import { assertAlteredRefused, assertFits, assertSigned } from "@/e2e/soak/keys/signatures";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { supabaseKeyProblems } from "@/lib/keys/supabase-key-problems";
import { type SupabaseKeySet, supabaseKeySet } from "@/lib/keys/supabase-key-set";
import type { Random } from "@/lib/ports/random";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { checkSupabase } from "@/lib/stacks/supabase/check";
import { supabaseSecrets } from "@/lib/stacks/supabase/secrets";
import { supabase } from "@/lib/stacks/supabase/supabase";

/** Lengths and alphabets, as each reader wants them. */
const FORMS: Readonly<Record<keyof SupabaseKeySet, RegExp>> = {
  JWT_SECRET: /^[A-Za-z0-9]{40}$/,
  ANON_KEY: /^[\w-]+\.[\w-]+\.[\w-]{43}$/,
  SERVICE_ROLE_KEY: /^[\w-]+\.[\w-]+\.[\w-]{43}$/,
  SUPABASE_PUBLISHABLE_KEY: /^sb_publishable_[\w-]{22}_[\w-]{8}$/,
  SUPABASE_SECRET_KEY: /^sb_secret_[\w-]{22}_[\w-]{8}$/,
  JWT_KEYS: /^\[\{[^\s]+\}\]$/,
  JWT_JWKS: /^\{"keys":\[\{[^\s]+\}\]\}$/,
  ANON_KEY_ASYMMETRIC: /^[\w-]+\.[\w-]+\.[\w-]{86}$/,
  SERVICE_ROLE_KEY_ASYMMETRIC: /^[\w-]+\.[\w-]+\.[\w-]{86}$/,
  POSTGRES_PASSWORD: /^[0-9a-f]{32}$/,
  DASHBOARD_PASSWORD: /^(?=.*[A-Za-z])[A-Za-z0-9]{24,32}$/,
  SECRET_KEY_BASE: /^[A-Za-z0-9]{64}$/,
  VAULT_ENC_KEY: /^[0-9a-f]{32}$/,
  PG_META_CRYPTO_KEY: /^[A-Za-z0-9]{32}$/,
  REALTIME_DB_ENC_KEY: /^[0-9a-f]{16}$/,
  LOGFLARE_PUBLIC_ACCESS_TOKEN: /^[A-Za-z0-9]{32}$/,
  LOGFLARE_PRIVATE_ACCESS_TOKEN: /^[A-Za-z0-9]{32}$/,
  S3_PROTOCOL_ACCESS_KEY_ID: /^[0-9a-f]{32}$/,
  S3_PROTOCOL_ACCESS_KEY_SECRET: /^[0-9a-f]{64}$/,
};

/** @returns the values of two sets, one by the key tool and one as a new stack gets it, none of which may come again */
export async function checkedSupabaseSets(random: Random, now: Date): Promise<string[]> {
  const byTool = supabaseKeySet({}, random, now);
  const ofStack = stackSet(random, now);
  for (const set of [byTool, ofStack]) await assertSet(set);
  return [byTool, ofStack].flatMap((set) => Object.values(set));
}

/** The secrets of a new stack under their names in `.env`. */
function stackSet(random: Random, now: Date): SupabaseKeySet {
  const secrets = secretsForKind(supabase, random, now);
  assert.deepEqual(checkSupabase(defaultSettings(supabase), secrets), []);
  const entries = Object.entries(supabaseSecrets).flatMap(([name, { variable }]) =>
    variable !== undefined && Object.hasOwn(FORMS, variable) ? [[variable, secrets[name] ?? ""]] : [],
  );
  return Object.fromEntries(entries);
}

async function assertSet(set: SupabaseKeySet): Promise<void> {
  for (const [name, form] of Object.entries(FORMS)) {
    assert.match(set[name as keyof SupabaseKeySet], form, name);
  }
  assert.deepEqual(supabaseKeyProblems(set, true), []);
  await assertBySecret(set);
  await assertByPair(set);
  for (const key of [set.SUPABASE_PUBLISHABLE_KEY, set.SUPABASE_SECRET_KEY]) assertChecksum(key);
}

async function assertBySecret({ JWT_SECRET: secret, ANON_KEY, SERVICE_ROLE_KEY }: SupabaseKeySet) {
  for (const [token, role] of [
    [ANON_KEY, "anon"],
    [SERVICE_ROLE_KEY, "service_role"],
  ] as const) {
    const { payload } = await jwtVerify(token, Buffer.from(secret), { issuer: "supabase" });
    assert.equal(payload.role, role);
    const [header, body, signature] = token.split(".");
    assert.equal(createHmac("sha256", secret).update(`${header}.${body}`).digest("base64url"), signature);
    await assertAlteredRefused(token, { secret });
  }
}

/** Both key sets name one pair and hold the secret; the tokens of the pair say the same as those of the secret. */
async function assertByPair(set: SupabaseKeySet): Promise<void> {
  const [signing, ...others] = JSON.parse(set.JWT_KEYS);
  const jwks: { keys: JsonWebKey[] } = JSON.parse(set.JWT_JWKS);
  const shared = { kty: "oct", k: Buffer.from(set.JWT_SECRET).toString("base64url"), alg: "HS256" };
  const { d, key_ops: _, ...open } = signing;
  assert.deepEqual(others, [shared]);
  assert.deepEqual(jwks, { keys: [{ ...open, key_ops: ["verify"] }, shared] });
  assert.equal(Buffer.from(d, "base64url").length, 32);
  const publicKey = createPublicKey({ key: { ...jwks.keys[0] }, format: "jwk" });
  const keySet = createLocalJWKSet(JSON.parse(set.JWT_JWKS));
  assertFits(createPrivateKey({ key: signing, format: "jwk" }), publicKey);
  for (const [token, twin] of [
    [set.ANON_KEY_ASYMMETRIC, set.ANON_KEY],
    [set.SERVICE_ROLE_KEY_ASYMMETRIC, set.SERVICE_ROLE_KEY],
  ] as const) {
    const read: JWTVerifyResult = await jwtVerify(token, keySet, { issuer: "supabase" });
    assert.deepEqual(read.protectedHeader, { alg: "ES256", typ: "JWT", kid: signing.kid });
    assert.equal(token.split(".")[1], twin.split(".")[1]);
    assertSigned(token, publicKey);
    await assertAlteredRefused(token, { publicKey: set.JWT_JWKS });
  }
}

function assertChecksum(key: string): void {
  const [text, sum] = [key.slice(0, -9), key.slice(-8)];
  const digest = createHash("sha256").update(`supabase-self-hosted|${text}`).digest("base64url");
  assert.equal(sum, digest.slice(0, 8));
}
