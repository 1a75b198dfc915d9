import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { signHs256 } from "@/lib/keys/sign-jwt";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";
import type { Kind } from "@/lib/stacks/kind";
import { parseDotenv } from "@/lib/stacks/supabase/import/dotenv";
import { importSupabase } from "@/lib/stacks/supabase/import/import-supabase";
import { NEW_ENV, OLD_ENV, OWN_KEYS } from "@/lib/stacks/supabase/import/test-support/example-files";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { validatedSettings } from "@/lib/stacks/validated-settings";

/** Of the host, so in the compose file: no container has a variable of them. */
const HOSTS_OWN = [
  "API_GW_HTTP_PORT",
  "DOCKER_SOCKET_LOCATION",
  "KONG_HTTP_PORT",
  "POOLER_PROXY_PORT_TRANSACTION",
  "POSTGRES_PORT",
];

const NOW = new Date("2026-11-21T12:00:00Z");

function imported(env: string, more: { kong?: string; keep?: string[] } = {}) {
  return importSupabase({ env, kong: more.kong ?? "", keep: more.keep ?? [] }, NOW);
}

function rowOf(env: string, name: string, keep: string[] = []) {
  return imported(env, { keep }).rows.find((row) => row.name === name);
}

describe("an installation by upstream's file of the old shape", () => {
  it("becomes a full stack with the address, the ports and the values that it had", () => {
    const { settings, secrets, rows } = imported(OLD_ENV);
    expect(settings).toMatchObject({
      profile: "full",
      newerKeys: false,
      port: 8100,
      poolerSessionPort: 5433,
      poolerTenantId: "shop",
      publicUrl: "https://api.example.com",
      siteUrl: "https://shop.example.com",
      disableSignup: true,
      mailTransport: "smtp",
      smtpHost: "mail.example.com",
      smtpPort: 465,
      imgproxyAutoWebp: false,
      restSchemas: "public,storage,graphql_public",
      authVariables: [{ name: "GOTRUE_RATE_LIMIT_EMAIL_SENT", value: "50" }],
      functionsVariables: [{ name: "STRIPE_PRICE", value: "price_1 $5" }],
    });
    expect(settings).not.toHaveProperty("apiExternalUrl");
    expect(secrets).toMatchObject({
      postgresPassword: "its-mine_0123456789",
      jwtSecret: OWN_KEYS.JWT_SECRET,
      anonKey: OWN_KEYS.ANON_KEY,
      serviceRoleKey: OWN_KEYS.SERVICE_ROLE_KEY,
      smtpPassword: "p#w$d",
      logflarePublicToken: "w".repeat(32),
    });
    expect(rows.find(({ name }) => name === "API_EXTERNAL_URL")).toMatchObject({ state: "changed" });
    expect(rows.find(({ name }) => name === "IMGPROXY_ENABLE_WEBP_DETECTION")).toMatchObject({
      state: "changed",
      note: "It is called IMGPROXY_AUTO_WEBP now",
    });
    expect(rows.find(({ name }) => name === "STRIPE_PRICE")).toMatchObject({ state: "unknown" });
    expect(rows.map(({ flag }) => flag).filter((flag) => flag !== null)).toEqual([]);
  });

  it("has a row for each variable in the file's order, and no secret in any", () => {
    const { rows } = imported(OLD_ENV);
    expect(rows.map(({ name }) => name)).toEqual([...OLD_ENV.matchAll(/^(\w+)=/gm)].map(([, name]) => name));
    for (const value of [OWN_KEYS.JWT_SECRET, "p#w$d", "its-mine"])
      expect(JSON.stringify(rows)).not.toContain(value);
  });
});

describe("an installation by upstream's file of the new shape", () => {
  it("becomes a standard stack with the newer keys", () => {
    const { settings, secrets, rows, remarks } = imported(NEW_ENV);
    expect(settings).toMatchObject({ profile: "full", newerKeys: true, port: 8000, postgresVersion: "15" });
    expect(settings).not.toHaveProperty("publicUrl");
    expect(secrets).toMatchObject({
      jwtKeys: OWN_KEYS.JWT_KEYS,
      jwtJwks: OWN_KEYS.JWT_JWKS,
      publishableKey: OWN_KEYS.SUPABASE_PUBLISHABLE_KEY,
      secretKey: OWN_KEYS.SUPABASE_SECRET_KEY,
      anonKeyAsymmetric: OWN_KEYS.ANON_KEY_ASYMMETRIC,
      realtimeDbEncKey: OWN_KEYS.REALTIME_DB_ENC_KEY,
    });
    expect(rows.flatMap(({ flag }) => flag ?? [])).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining("“caddy”"), expect.stringContaining("“mine”")]);
  });

  it("without an overlay is a standard stack", () => {
    const { settings } = imported("COMPOSE_FILE=docker-compose.yml\n");
    expect(settings).toEqual({ profile: "standard", newerKeys: false });
  });
});

it.each([
  ["old", OLD_ENV],
  ["new", NEW_ENV],
])("each value of the %s shape that is kept reaches the stack's own .env as it was", (_, env) => {
  const { settings, secrets, rows } = imported(env);
  const kind: Kind = supabase;
  const all = secretsForKind(kind, seededRandom("made"), NOW, secrets);
  const project = kind.render({
    name: "shop",
    settings: validatedSettings(kind, settings, all),
    secrets: all,
    access: { mode: "private" },
  });
  const given = new Map(parseDotenv(env).entries.map(({ name, value }) => [name, value]));
  const kept = rows.filter(({ state, note }) => state === "kept" && !note?.includes("Kept for later"));
  const reached = kept.filter(({ name }) => name in project.env);
  expect(reached.length).toBeGreaterThan(25);
  for (const { name } of reached) expect([name, project.env[name]]).toEqual([name, given.get(name)]);
  const absent = kept.filter(({ name }) => !(name in project.env)).map(({ name }) => name);
  expect(absent.filter((name) => !HOSTS_OWN.includes(name))).toEqual([]);
});

it("says of a value that it counts later, where a switch decides that", () => {
  const { rows } = imported(NEW_ENV);
  expect(rows.find(({ name }) => name === "SMTP_PORT")).toMatchObject({
    state: "kept",
    note: "Kept for later: “Sending e-mail” decides whether it counts",
  });
});

describe("what should not go on", () => {
  const demo = signHs256({ role: "anon", iss: "supabase-demo", exp: 1_799_535_600 }, OWN_KEYS.JWT_SECRET);
  const expired = signHs256({ role: "anon", iss: "supabase", exp: 1_700_000_000 }, OWN_KEYS.JWT_SECRET);
  const other = supabaseKeySet({}, seededRandom("other"), NOW);
  const secret = `JWT_SECRET=${OWN_KEYS.JWT_SECRET}\n`;

  it.each([
    [
      "a published password",
      "POSTGRES_PASSWORD=your-super-secret-and-long-postgres-password",
      "Upstream publishes",
    ],
    [
      "a published password of digits",
      "S3_PROTOCOL_ACCESS_KEY_ID=625729a08b95bf1b7ff351a663f3a23c",
      "Upstream publishes",
    ],
    ["a published key of Realtime", "REALTIME_DB_ENC_KEY=supabaserealtime", "Upstream publishes"],
    ["a demo key", `ANON_KEY=${demo}`, "everybody has it; its end is 2027-01-09"],
    ["a key of another secret", `ANON_KEY=${other.ANON_KEY}`, "anon key is not signed with the JWT secret"],
    [
      "a key of another pair",
      `JWT_KEYS=${OWN_KEYS.JWT_KEYS}\nJWT_JWKS=${OWN_KEYS.JWT_JWKS}\nANON_KEY_ASYMMETRIC=${other.ANON_KEY_ASYMMETRIC}`,
      "is not signed with the signing key",
    ],
    ["a key of the other role", `ANON_KEY=${OWN_KEYS.SERVICE_ROLE_KEY}`, "must be for the role anon"],
    ["a key that has ended", `ANON_KEY=${expired}`, "It is no longer good; its end is 2023-11-14"],
    ["what is no key", "SERVICE_ROLE_KEY=hello", "is not a token"],
    ["keys of another secret", `JWT_KEYS=${other.JWT_KEYS}`, "does not hold the JWT secret"],
    ["keys that cannot be read", `JWT_KEYS=${OWN_KEYS.JWT_KEYS}\nJWT_JWKS='{'`, "must be a JSON object"],
    [
      "a cipher's key that is too long",
      `VAULT_ENC_KEY=${"v".repeat(33)}`,
      "must have exactly 32 bytes, and has 33",
    ],
    ["a placeholder of a password", "SMTP_PASS=fake_mail_password", "Upstream publishes"],
  ])("is flagged and made anew: %s", (_, line, why) => {
    const env = `${secret}${line}\n`;
    const name = line.slice(line.lastIndexOf("\n") + 1).split("=", 1)[0] ?? "";
    expect(rowOf(env, name)).toMatchObject({
      state: "changed",
      flag: { why: expect.stringContaining(why), kept: false },
    });
    expect(rowOf(env, name, [name])).toMatchObject({ state: "kept", flag: { kept: true } });
  });

  it("takes what is signed with it along", () => {
    const env = NEW_ENV.replace(
      OWN_KEYS.JWT_SECRET,
      "your-super-secret-jwt-token-with-at-least-32-characters-long",
    );
    const { secrets, rows } = imported(env);
    const keys = [
      "jwtSecret",
      "anonKey",
      "serviceRoleKey",
      "jwtKeys",
      "jwtJwks",
      "anonKeyAsymmetric",
      "serviceRoleKeyAsymmetric",
    ];
    for (const key of keys) expect(secrets).not.toHaveProperty(key);
    expect(secrets).toHaveProperty("publishableKey");
    expect(rows.find(({ name }) => name === "JWT_SECRET")?.flag?.consequence).toContain("made anew");
  });

  it("takes a key along whose secret is not in the file, even when it is to be kept", () => {
    const { secrets, rows } = imported(`ANON_KEY=${OWN_KEYS.ANON_KEY}\n`, { keep: ["ANON_KEY"] });
    expect(secrets).toEqual({});
    expect(rows).toMatchObject([{ state: "changed", note: "Made anew with what it belongs to", flag: null }]);
  });

  it("is refused by its field alone where it is a setting", () => {
    const { settings, rows } = imported(
      "COMPOSE_FILE=a\nSITE_URL=nowhere\nJWT_EXPIRY=soon\nREGION=\nKONG_HTTP_PORT=70000\n",
    );
    expect(settings).toEqual({ profile: "standard", newerKeys: false });
    expect(rows.map(({ name, state, note }) => [name, state, note])).toEqual([
      ["COMPOSE_FILE", "changed", expect.any(String)],
      ["SITE_URL", "changed", expect.stringContaining("must be a full address")],
      ["JWT_EXPIRY", "changed", expect.stringContaining("default")],
      ["REGION", "changed", "Empty in the file: the default stands instead"],
      ["KONG_HTTP_PORT", "changed", expect.stringContaining("65535")],
    ]);
  });
});

it("a free variable that the service has from the stack is named and not taken", () => {
  const env =
    "COMPOSE_FILE=a\nSUPABASE_URL=http://kong:8000\nMINE=1\nPGRST_DB_URI=postgres://x\nbad.name=1\nNUL=a\0b\n";
  const { settings, rows } = imported(env);
  expect(settings).toMatchObject({ functionsVariables: [{ name: "MINE", value: "1" }], restVariables: [] });
  expect(rows.map(({ name, state, note }) => [name, state, note])).toEqual([
    ["COMPOSE_FILE", "changed", expect.any(String)],
    ["SUPABASE_URL", "unused", expect.stringContaining("is set by Slipway")],
    ["MINE", "unknown", "None of upstream's own: “Edge functions” gets it"],
    ["PGRST_DB_URI", "unused", expect.stringContaining("is set by Slipway")],
    ["bad.name", "unused", "No container can have a variable of this name"],
    ["NUL", "unused", expect.stringContaining("NUL character")],
  ]);
});

it("dashboard users of a kong.yml come along, its own routes and keys are named", () => {
  const kong = `consumers: [{username: anon, keyauth_credentials: [{key: mine}]}]
basicauth_credentials: [{username: ann, password: "a:b c"}, {username: bob, password: "42"}, {username: supabase, password: again}]
services: [{name: shop}]`;
  const { secrets, remarks } = imported("COMPOSE_FILE=a\n", { kong });
  expect(secrets).toEqual({ dashboardUsers: "ann:a:b c\nbob:42" });
  expect(remarks.join(" ")).toMatch(/“shop”.*anon a key.*ann, bob/);
  expect(remarks.join(" ")).not.toContain("mine");
});
