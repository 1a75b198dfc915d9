import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { envNames, resolvedEnv } from "@/lib/stacks/env-value";
import type { Access, SecretValues } from "@/lib/stacks/kind";
import { renderStack } from "@/lib/stacks/render-stack";
import type { Settings } from "@/lib/stacks/settings";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { validatedSettings } from "@/lib/stacks/validated-settings";

const NOW = new Date("2026-11-20T12:00:00Z");

function project(given: Settings = {}, provided: SecretValues = {}, access: Access = { mode: "private" }) {
  const secrets = secretsForKind(supabase, seededRandom("render"), NOW, provided);
  const settings = validatedSettings(supabase, given, secrets);
  return renderStack({ kind: supabase, stackId: "1", name: "shop", settings, secrets, access }).project;
}

/** The variables of a service, as its container gets them. */
function variables(service: string, ...input: Parameters<typeof project>): Record<string, string> {
  const { services, env } = project(...input);
  const entries = Object.entries(services[service]?.environment ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, resolvedEnv(value, env)]));
}

const LITE = ["studio", "kong", "auth", "rest", "meta", "db"];

describe("the profiles", () => {
  it.each<[string, Settings, string[]]>([
    ["lite", { profile: "lite" }, LITE],
    [
      "standard",
      {},
      [...LITE, "realtime", "storage", "imgproxy", "functions", "functions-seed", "supavisor"],
    ],
    [
      "full",
      { profile: "full" },
      [
        ...LITE,
        ...[
          "realtime",
          "storage",
          "imgproxy",
          "functions",
          "functions-seed",
          "supavisor",
          "analytics",
          "vector",
        ],
      ],
    ],
    ["lite with one service", { profile: "lite", realtimeSwitch: "on" }, [...LITE, "realtime"]],
    [
      "standard without files, and so without images",
      { storageSwitch: "off" },
      [...LITE, "realtime", "functions", "functions-seed", "supavisor"],
    ],
  ])("%s has its services", (_, settings, expected) => {
    expect(Object.keys(project(settings).services).sort()).toEqual([...expected].sort());
  });

  it("need more memory the more they have", () => {
    const needs = (["lite", "standard", "full"] as const).map(
      (profile) => supabase.needs({ ...defaults(), profile }).memoryBytes,
    );
    expect(needs).toEqual([...needs].sort((a, b) => a - b));
  });

  it("leave out routes, variables and dependencies of what is off", () => {
    const lite = project({ profile: "lite" });
    expect(lite.configs.gateway?.content).not.toMatch(/realtime|storage|functions/);
    expect(lite.configs.gateway?.content).toContain("http://auth:9999");
    expect(lite.env).not.toHaveProperty("VAULT_ENC_KEY");
    expect(lite.volumes).toEqual(["database", "db-config", "functions", "snippets"]);
    const noImages = project({ imgproxySwitch: "off" });
    expect(noImages.services.storage?.dependsOn).toEqual({ db: "service_healthy", rest: "service_started" });
    expect(variables("storage", { imgproxySwitch: "off" })).toMatchObject({
      ENABLE_IMAGE_TRANSFORMATION: "false",
    });
    expect(variables("studio")).toMatchObject({ ENABLED_FEATURES_LOGS_ALL: "false" });
    expect(variables("studio", { logsSwitch: "on" })).toMatchObject({ ENABLED_FEATURES_LOGS_ALL: "true" });
    expect(project({ logsSwitch: "on" }).services.studio?.dependsOn).toEqual({
      analytics: "service_healthy",
    });
  });
});

function defaults() {
  return validatedSettings(supabase, {}, secretsForKind(supabase, seededRandom("render"), NOW)) as Parameters<
    typeof supabase.needs
  >[0];
}

describe("addresses", () => {
  it.each<[string, Settings, Access, string, string]>([
    ["on this machine", {}, { mode: "private" }, "http://localhost:8000", "http://localhost:8000/auth/v1"],
    [
      "by address",
      { port: 8100 },
      { mode: "address", host: "203.0.113.7" },
      "http://203.0.113.7:8100",
      "http://203.0.113.7:8100/auth/v1",
    ],
    [
      "by domain",
      {},
      { mode: "domain", names: { gateway: "api.example.com" } },
      "https://api.example.com",
      "https://api.example.com/auth/v1",
    ],
    [
      "in a release before 0.7",
      { version: "0.6.0", publicUrl: "https://api.example.com/" },
      { mode: "private" },
      "https://api.example.com",
      "https://api.example.com",
    ],
    [
      "given one by one",
      { publicUrl: "https://a.example.com", apiExternalUrl: "https://b.example.com/auth/v1/" },
      { mode: "private" },
      "https://a.example.com",
      "https://b.example.com/auth/v1",
    ],
  ])("are right %s", (_, settings, access, publicUrl, authUrl) => {
    expect(variables("auth", settings, {}, access)).toMatchObject({
      API_EXTERNAL_URL: authUrl,
      GOTRUE_JWT_ISSUER: authUrl,
    });
    expect(variables("studio", settings, {}, access).SUPABASE_PUBLIC_URL).toBe(publicUrl);
    expect(variables("storage", settings, {}, access).STORAGE_PUBLIC_URL).toBe(publicUrl);
    expect(variables("kong", settings, {}, access).JWT_ISSUER).toBe(authUrl);
  });
});

describe("newer keys", () => {
  const readers: [string, string][] = [
    ["auth", "GOTRUE_JWT_KEYS"],
    ["realtime", "API_JWT_JWKS"],
    ["storage", "JWT_JWKS"],
    ["functions", "SUPABASE_JWKS"],
  ];

  it("switch on whatever belongs to them", () => {
    for (const [service, name] of readers) {
      expect(variables(service)[name], service).toMatch(service === "auth" ? /^\[/ : /^\{"keys":\[/);
      expect(variables(service, { newerKeys: false })).not.toHaveProperty([name]);
    }
    expect(variables("rest").PGRST_JWT_SECRET).toMatch(/^\{"keys":\[/);
    const plain = variables("rest", { newerKeys: false }).PGRST_JWT_SECRET;
    expect(plain).toMatch(/^[A-Za-z0-9]{40}$/);
    const { SUPABASE_SECRET_KEYS } = variables("functions");
    expect(JSON.parse(SUPABASE_SECRET_KEYS ?? "")).toEqual({ default: expect.stringMatching(/^sb_secret_/) });
  });

  it("are all four empty for the gateway when they are off", () => {
    const four = [
      "SUPABASE_PUBLISHABLE_KEY",
      "SUPABASE_SECRET_KEY",
      "ANON_KEY_ASYMMETRIC",
      "SERVICE_ROLE_KEY_ASYMMETRIC",
    ];
    const [on, off] = [variables("kong"), variables("kong", { newerKeys: false })];
    for (const name of four) {
      expect(on[name]).not.toBe("");
      expect(off[name]).toBe("");
    }
    expect(project({ newerKeys: false }).env).not.toHaveProperty("JWT_JWKS");
  });
});

describe("sign-ins", () => {
  it("reach Auth for each provider that is on, and no other", () => {
    const settings = {
      linkedinOidcEnabled: true,
      linkedinOidcClientId: "linkedin-id",
      azureEnabled: true,
      azureClientId: "azure-id",
      azureUrl: "https://login.microsoftonline.com/tenant",
      githubEnabled: true,
      githubClientId: "github-id",
    };
    const secrets = { linkedinOidcSecret: "l", azureSecret: "a", githubSecret: "g" };
    const auth = variables("auth", settings, secrets);
    const external = Object.keys(auth).filter((name) => /^GOTRUE_EXTERNAL_(?!EMAIL|PHONE|ANON)/.test(name));
    expect(external).toHaveLength(13);
    expect(auth).toMatchObject({
      GOTRUE_EXTERNAL_LINKEDIN_OIDC_ENABLED: "true",
      GOTRUE_EXTERNAL_LINKEDIN_OIDC_CLIENT_ID: "linkedin-id",
      GOTRUE_EXTERNAL_LINKEDIN_OIDC_SECRET: "l",
      GOTRUE_EXTERNAL_LINKEDIN_OIDC_REDIRECT_URI: "http://localhost:8000/auth/v1/callback",
      GOTRUE_EXTERNAL_AZURE_URL: "https://login.microsoftonline.com/tenant",
    });
    expect(variables("auth", { ...settings, version: "0.6.0" }, secrets)).toMatchObject({
      GOTRUE_EXTERNAL_GITHUB_REDIRECT_URI: "http://localhost:8000/auth/v1/callback",
    });
  });

  it("take addresses as they are while no mail can be sent, and give Auth numbers and switches in any case", () => {
    const auth = variables("auth");
    expect(auth).toMatchObject({
      GOTRUE_MAILER_AUTOCONFIRM: "true",
      GOTRUE_SMTP_HOST: "",
      GOTRUE_SMTP_PORT: "587",
      GOTRUE_EXTERNAL_PHONE_ENABLED: "false",
      GOTRUE_SMS_AUTOCONFIRM: "false",
    });
    const mailed = variables("auth", { mailTransport: "smtp", smtpHost: "smtp.example.com" });
    expect(mailed).toMatchObject({
      GOTRUE_MAILER_AUTOCONFIRM: "false",
      GOTRUE_SMTP_HOST: "smtp.example.com",
    });
  });

  it("know several users of Studio", () => {
    const dashboardUsers = "second:pa:ss'word\nthird:$\\{x} #";
    expect(variables("kong")).not.toHaveProperty("DASHBOARD_USERS");
    const input = [{ dashboardUsername: "o'wner" }, { dashboardUsers }] as const;
    expect(variables("kong", ...input)).toMatchObject({
      DASHBOARD_USERNAME: "o'wner",
      DASHBOARD_USERS: dashboardUsers,
    });
    expect(project(...input).secretEnv).toContain("DASHBOARD_USERS");
  });
});

describe("ports and images", () => {
  it("keeps 5432 inside, whatever the ports of the host are", () => {
    const given = {
      poolerSessionPort: 15_432,
      poolerTransactionPort: 16_543,
      directDatabase: true,
      databasePort: 25_432,
    };
    const { services } = project(given);
    const ports = (service: string) =>
      services[service]?.ports?.map((port) => [port.hostPort, port.containerPort]);
    expect(ports("supavisor")).toEqual([
      [15_432, 5432],
      [16_543, 6543],
    ]);
    expect(ports("db")).toEqual([[25_432, 5432]]);
    expect(project().services.db?.ports).toBeUndefined();
    expect(variables("db", given)).toMatchObject({ PGPORT: "5432", POSTGRES_PORT: "5432" });
  });

  it("takes a service's own tag, and the line of PostgreSQL that was chosen", () => {
    const { services } = project({ studioTag: "2026.10.05-sha-0123456", postgresVersion: "15" });
    expect(services.studio?.image).toBe("supabase/studio:2026.10.05-sha-0123456");
    expect(services.db?.image).toBe("supabase/postgres:15.8.1.085");
    expect(services.rest?.image).toBe("postgrest/postgrest:v14.17");
  });

  it("reads the logs of this stack alone, through the socket that is named", () => {
    const { services } = project({ profile: "full", dockerSocket: "/run/podman/podman.sock" });
    expect(services.vector?.volumes).toEqual([
      { type: "bind", source: "/run/podman/podman.sock", target: "/var/run/docker.sock", readOnly: true },
    ]);
    expect(services.vector?.environment?.COMPOSE_PROJECT).toEqual({ projectName: "shop" });
  });

  it("marks every secret, also inside connection strings and among variables by free name", () => {
    const { services, secretEnv, env } = project({
      functionsVariables: [
        { name: "STRIPE_SECRET_KEY", value: "stripe" },
        { name: "GREETING", value: "hello" },
      ],
    });
    const url = services.auth?.environment?.GOTRUE_DB_DATABASE_URL ?? "";
    expect(envNames(url)).toEqual(["POSTGRES_PASSWORD"]);
    expect(secretEnv).toContain("POSTGRES_PASSWORD");
    expect(secretEnv).toContain("FUNCTIONS__STRIPE_SECRET_KEY");
    expect(secretEnv).not.toContain("FUNCTIONS__GREETING");
    expect(env.FUNCTIONS__GREETING).toBe("hello");
  });
});

describe("the connection card", () => {
  it("names the pooler's tenant, and the ports of the host", () => {
    const secrets = secretsForKind(supabase, seededRandom("render"), NOW);
    const settings = {
      ...defaults(),
      poolerTenantId: "shop",
      poolerSessionPort: 15_432,
      directDatabase: true,
    };
    const access: Access = { mode: "address", host: "2001:db8::7" };
    const { rows, snippets } = supabase.connections({ name: "shop", settings, secrets, access });
    const texts = rows.flatMap((row) => ("text" in row ? [row.text] : []));
    expect(texts).toContain("postgresql://postgres.shop@[2001:db8::7]:15432/postgres");
    expect(texts).toContain("postgresql://postgres.shop@[2001:db8::7]:6543/postgres");
    expect(texts).toContain("postgresql://postgres@[2001:db8::7]:5442/postgres");
    expect(texts).toContain("ws://[2001:db8::7]:8000/realtime/v1");
    expect(texts).toContain("http://[2001:db8::7]:8000/auth/v1/callback");
    expect(rows.flatMap(({ note }) => (note?.includes("good until") ? [note] : []))).toEqual([
      "good until 2031-11-20",
      "servers only, good until 2031-11-20",
    ]);
    expect(snippets.map(({ language }) => language)).toEqual(["javascript", "env", "bash", "bash"]);
  });
});
