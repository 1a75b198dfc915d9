import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directus } from "@/lib/stacks/directus/directus";
import { directusText } from "@/lib/stacks/directus/value-text";
import { resolvedEnv } from "@/lib/stacks/env-value";
import { renderStack } from "@/lib/stacks/render-stack";
import type { Settings } from "@/lib/stacks/settings";
import { validatedSettings } from "@/lib/stacks/validated-settings";

/** The variables of the service `directus`, as its container gets them. */
function variables(
  input: Settings,
  given: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const secrets = secretsForKind(directus, seededRandom("environment"), new Date(0), given);
  const settings = validatedSettings(directus, input, secrets);
  const access = { mode: "private" } as const;
  const { project } = renderStack({ kind: directus, stackId: "s", name: "shop", settings, secrets, access });
  const entries = Object.entries(project.services.directus?.environment ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, resolvedEnv(value, project.env)]));
}

describe("directusText", () => {
  it.each(["plain", "a@b.example", "0123", "12 34", "a:b", "https://x", "", "v1.2.3", "TRUE"])(
    "leaves %j",
    (text) => {
      expect(directusText(text)).toBe(text);
    },
  );

  it.each([
    "12345",
    "-1.5",
    "1e9",
    "a,b",
    "true",
    "false",
    '{"a":1}',
    "null",
    '"x"',
    "json:x",
    "string:x",
    " 12",
    "Infinity",
  ])("keeps Directus from guessing at %j", (text) => {
    expect(directusText(text)).toBe(`string:${text}`);
  });
});

describe("the environment of Directus", () => {
  it("connects database and Redis by default", () => {
    expect(variables({})).toMatchObject({
      DB_CLIENT: "pg",
      DB_HOST: "database",
      REDIS_HOST: "redis",
      CACHE_ENABLED: "true",
      CACHE_STORE: "redis",
      SYNCHRONIZATION_STORE: "redis",
      PUBLIC_URL: "http://localhost:8055",
      EMAIL_VERIFY_SETUP: "false",
      SESSION_COOKIE_SECURE: "false",
    });
  });

  it("has nothing of Redis and PostgreSQL beside SQLite", () => {
    const set = variables({ database: "sqlite", rateLimiterEnabled: true });
    expect(set).toMatchObject({ DB_CLIENT: "sqlite3", CACHE_STORE: "memory", RATE_LIMITER_STORE: "memory" });
    expect(Object.keys(set).filter((name) => /REDIS|DB_PASSWORD|DB_HOST/.test(name))).toEqual([]);
  });

  it("makes cookies secure exactly when the public URL is https", () => {
    const set = variables({ publicUrl: "https://cms.example.com/" });
    expect(set).toMatchObject({
      PUBLIC_URL: "https://cms.example.com",
      SESSION_COOKIE_SECURE: "true",
      REFRESH_TOKEN_COOKIE_SECURE: "true",
    });
  });

  it("keeps texts texts, and lists lists", () => {
    const settings = {
      emailTransport: "smtp",
      smtpHost: "mail",
      smtpUser: "12345",
      corsEnabled: true,
      corsOrigin: "https://a.example,https://b.example",
    };
    expect(variables(settings, { smtpPassword: "json:x" })).toMatchObject({
      EMAIL_SMTP_USER: "string:12345",
      EMAIL_SMTP_PASSWORD: "string:json:x",
      EMAIL_SMTP_PORT: "587",
      EMAIL_VERIFY_SETUP: "true",
      CORS_ORIGIN: "https://a.example,https://b.example",
    });
  });

  it("sets nothing of features that are off", () => {
    const names = Object.keys(variables({}, { smtpPassword: "unused-password", s3SecretKey: "unused" }));
    expect(
      names.filter((name) =>
        /SMTP|S3|WEBSOCKETS_REST|CORS_ORIGIN|RETENTION$|METRICS_TOKENS|LICENSE/.test(name),
      ),
    ).toEqual([]);
  });

  it("hands free variables on as they are", () => {
    const value = "string:a,b $X 'q' \n";
    expect(variables({ variables: [{ name: "EXTRA", value }] }).EXTRA).toBe(value);
  });
});
