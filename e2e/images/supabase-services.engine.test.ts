import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import { realEngine, registryWith } from "@/lib/adapters/docker/test-support/real-engine";
import { completedKeys } from "@/lib/keys/supabase-key-set";
import { imageReference } from "./catalogue.mjs";
import { imageNamed } from "./input-hash.mjs";

/**
 * What the stand-ins of Supabase's services refuse before they ask anybody: a deploy in a test must not succeed with
 * what the real ones could not work with.
 */

type Refusal = {
  image: string;
  env: Record<string, string>;
  /** Changed, or left out. */
  broken: Record<string, string | undefined>;
  command?: readonly string[];
  says: string;
};

const keys = completedKeys({}, systemRandom, new Date());
const others = completedKeys({}, systemRandom, new Date());
const base = "b".repeat(64);

const studio = {
  ...{ POSTGRES_HOST: "db", POSTGRES_PORT: "5432", POSTGRES_DB: "postgres", POSTGRES_PASSWORD: "x" },
  ...{ PGRST_DB_SCHEMAS: "public", DEFAULT_ORGANIZATION_NAME: "o", DEFAULT_PROJECT_NAME: "p" },
  ...{ STUDIO_PG_META_URL: "http://meta:8080", SUPABASE_URL: "http://kong:8000" },
  ...{ SUPABASE_PUBLIC_URL: "http://localhost:8000", PG_META_CRYPTO_KEY: "c".repeat(32) },
  ...{ SUPABASE_ANON_KEY: keys.ANON_KEY, SUPABASE_SERVICE_KEY: keys.SERVICE_ROLE_KEY },
  AUTH_JWT_SECRET: keys.JWT_SECRET,
};
const realtime = {
  ...{ DB_HOST: "db", DB_PORT: "5432", DB_USER: "supabase_admin", DB_PASSWORD: "x", DB_NAME: "postgres" },
  ...{ APP_NAME: "realtime", METRICS_JWT_SECRET: "x", API_JWT_SECRET: keys.JWT_SECRET },
  ...{ API_JWT_JWKS: keys.JWT_JWKS, SECRET_KEY_BASE: base, DB_ENC_KEY: "e".repeat(16) },
};
const storage = {
  ...{ TENANT_ID: "stub", REGION: "stub", GLOBAL_S3_BUCKET: "stub", STORAGE_BACKEND: "file" },
  ...{
    S3_PROTOCOL_ACCESS_KEY_ID: "i",
    S3_PROTOCOL_ACCESS_KEY_SECRET: "s",
    POSTGREST_URL: "http://rest:3000",
  },
  ...{ STORAGE_PUBLIC_URL: "http://localhost:8000", AUTH_JWT_SECRET: keys.JWT_SECRET },
  ...{ ANON_KEY: keys.ANON_KEY, SERVICE_KEY: keys.SERVICE_ROLE_KEY },
};
const functions = {
  ...{ JWT_SECRET: keys.JWT_SECRET, SUPABASE_ANON_KEY: keys.ANON_KEY, SUPABASE_DB_URL: "postgresql://db" },
  ...{
    SUPABASE_SERVICE_ROLE_KEY: keys.SERVICE_ROLE_KEY,
    SUPABASE_URL: "http://kong:8000",
    VERIFY_JWT: "false",
  },
};
const pooler = {
  ...{ API_JWT_SECRET: "x", METRICS_JWT_SECRET: "x", SECRET_KEY_BASE: base, VAULT_ENC_KEY: "v".repeat(32) },
  DATABASE_URL: "ecto://supabase_admin:x@127.0.0.1:1/_supabase",
};
const auth = {
  ...{ GOTRUE_DB_DRIVER: "postgres", GOTRUE_DB_DATABASE_URL: "postgres://a:x@127.0.0.1:1/postgres" },
  ...{ GOTRUE_SITE_URL: "http://localhost:3000", API_EXTERNAL_URL: "http://localhost:8000/auth/v1" },
  ...{ GOTRUE_JWT_SECRET: keys.JWT_SECRET, GOTRUE_JWT_KEYS: keys.JWT_KEYS },
};
const rest = {
  ...{ PGRST_DB_URI: "postgres://a:x@127.0.0.1:1/postgres", PGRST_DB_SCHEMAS: "public" },
  ...{ PGRST_DB_ANON_ROLE: "anon", PGRST_JWT_SECRET: keys.JWT_JWKS },
};
const start = ["start", "--main-service", "/home/deno/functions/main"];

const refusals: readonly Refusal[] = [
  {
    image: "studio",
    env: studio,
    broken: { SUPABASE_ANON_KEY: others.ANON_KEY },
    says: "SUPABASE_ANON_KEY is not signed",
  },
  {
    image: "studio",
    env: studio,
    broken: { PG_META_CRYPTO_KEY: "short" },
    says: "PG_META_CRYPTO_KEY must have at least 32",
  },
  {
    image: "realtime",
    env: realtime,
    broken: { SECRET_KEY_BASE: "b".repeat(63) },
    says: "SECRET_KEY_BASE must have at least 64",
  },
  {
    image: "realtime",
    env: realtime,
    broken: { DB_ENC_KEY: "e".repeat(32) },
    says: "DB_ENC_KEY must have exactly 16",
  },
  {
    image: "realtime",
    env: realtime,
    broken: { API_JWT_JWKS: "[]" },
    says: "API_JWT_JWKS must be a JSON object",
  },
  {
    image: "storage",
    env: storage,
    broken: { SERVICE_KEY: keys.ANON_KEY },
    says: "SERVICE_KEY has the role anon",
  },
  {
    image: "functions",
    env: functions,
    broken: { JWT_SECRET: others.JWT_SECRET },
    command: start,
    says: "SUPABASE_ANON_KEY is not signed",
  },
  {
    image: "functions",
    env: functions,
    broken: {},
    command: start,
    says: "/home/deno/functions/main has no index.ts",
  },
  {
    image: "supavisor",
    env: pooler,
    broken: { VAULT_ENC_KEY: "v".repeat(64) },
    says: "VAULT_ENC_KEY must have exactly 32",
  },
  { image: "supavisor", env: pooler, broken: {}, says: "DATABASE_URL: connect ECONNREFUSED" },
  {
    image: "auth",
    env: auth,
    broken: { GOTRUE_MAILER_AUTOCONFIRM: "" },
    says: "GOTRUE_MAILER_AUTOCONFIRM must be true or false",
  },
  {
    image: "auth",
    env: auth,
    broken: { GOTRUE_JWT_KEYS: keys.JWT_JWKS },
    says: "GOTRUE_JWT_KEYS must be a JSON list",
  },
  {
    image: "auth",
    env: auth,
    broken: { GOTRUE_EXTERNAL_GOOGLE_ENABLED: "true" },
    says: "missing GOTRUE_EXTERNAL_GOOGLE_CLIENT_ID",
  },
  { image: "auth", env: auth, broken: { GOTRUE_JWT_SECRET: undefined }, says: "missing GOTRUE_JWT_SECRET" },
  {
    image: "rest",
    env: rest,
    broken: { PGRST_JWT_SECRET: "short" },
    says: "PGRST_JWT_SECRET must have at least 32",
  },
  { image: "rest", env: rest, broken: {}, says: "PGRST_DB_URI: connect ECONNREFUSED" },
  { image: "analytics", env: {}, broken: {}, says: "missing LOGFLARE_PUBLIC_ACCESS_TOKEN" },
  {
    image: "vector",
    env: {},
    broken: {},
    command: ["--config", "/etc/vector/vector.yml"],
    says: "no such file",
  },
  { image: "postgres-17", env: {}, broken: {}, says: "Set POSTGRES_PASSWORD" },
];

type RealEngine = Awaited<ReturnType<typeof realEngine>>;

let at: RealEngine;
let host: string;
beforeAll(async () => {
  const names = new Set(refusals.map(({ image }) => `supabase-${image}`));
  ({ host } = await registryWith([...names]));
  at = await realEngine("stand-ins");
  for (const name of names) {
    const options = {
      login: null,
      signal: AbortSignal.timeout(120_000),
      onProgress: () => {},
      onOutput: () => {},
    };
    const image = `${host}/${imageReference(imageNamed(name))}`;
    if ((await at.engine.inspectImage(image)) === null) await at.engine.pullImage(image, options);
  }
}, 600_000);
afterAll(async () => {
  await at.cleanUp();
});

async function run({ image, env, broken, command }: Refusal): Promise<{ code: number; text: string }> {
  const given = Object.entries({ ...env, ...broken }).filter(([, value]) => value !== undefined);
  const container = await at.docker.createContainer({
    Image: `${host}/${imageReference(imageNamed(`supabase-${image}`))}`,
    Env: given.map(([name, value]) => `${name}=${value}`),
    ...(command && { Cmd: [...command] }),
    Labels: { "slipway.test": at.run },
    HostConfig: { NetworkMode: "none" },
  });
  await container.start();
  const { StatusCode } = await container.wait();
  const text = await container.logs({ stdout: true, stderr: true });
  return { code: StatusCode, text: text.toString() };
}

describe("a stand-in of Supabase", { timeout: 60_000 }, () => {
  test.each(refusals)("$image refuses: $says", async (refusal) => {
    const { code, text } = await run(refusal);
    expect(text).toContain(refusal.says);
    expect(code).toBe(1);
  });
});
