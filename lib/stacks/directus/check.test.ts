import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directus } from "@/lib/stacks/directus/directus";
import type { Settings } from "@/lib/stacks/settings";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { settingsIssues } from "@/lib/stacks/validated-settings";

const generated = secretsForKind(directus, seededRandom("check"), new Date(0));

function wrongFields(input: Settings, secrets: Readonly<Record<string, string>> = {}): string[] {
  return settingsIssues(directus, input, { ...generated, ...secrets }).issues.map(({ field }) => field);
}

function warnedFields(input: Settings): string[] {
  return directus
    .warnings({ ...defaultSettings(directus), ...input }, { mode: "private" })
    .map(({ field }) => field);
}

describe("what Directus cannot run with", () => {
  it("SQLite with several processes", () => {
    expect(wrongFields({ database: "sqlite", instances: 2 })).toEqual(["instances"]);
    expect(wrongFields({ database: "postgis", instances: 2 })).toEqual([]);
  });

  it("a rate limit that the health check itself would meet", () => {
    expect(wrongFields({ rateLimiterEnabled: true, rateLimiterPoints: 10, rateLimiterSeconds: 60 })).toEqual([
      "rateLimiterPoints",
    ]);
    expect(wrongFields({ rateLimiterEnabled: false, rateLimiterPoints: 10, rateLimiterSeconds: 60 })).toEqual(
      [],
    );
  });

  it("half an access key", () => {
    expect(wrongFields({ storage: "s3", s3Bucket: "b", s3AccessKey: "k" })).toEqual(["secrets.s3SecretKey"]);
    expect(wrongFields({ storage: "s3", s3Bucket: "b" }, { s3SecretKey: "s" })).toEqual(["s3AccessKey"]);
    expect(wrongFields({ storage: "s3", s3Bucket: "b", s3AccessKey: "k" }, { s3SecretKey: "s" })).toEqual([]);
  });

  it("too little memory", () => {
    expect(wrongFields({ memoryLimitMib: 511 })).toEqual(["memoryLimitMib"]);
    expect(wrongFields({ memoryLimitMib: 512 })).toEqual([]);
  });

  it("secrets that are missing, too short, or not fit for two programs", () => {
    expect(wrongFields({}, { secret: "" })).toEqual(["secrets.secret"]);
    expect(wrongFields({}, { secret: "short" })).toEqual(["secrets.secret"]);
    expect(wrongFields({}, { redisPassword: "with space" })).toEqual(["secrets.redisPassword"]);
    expect(wrongFields({}, { databasePassword: "json:abc" })).toEqual(["secrets.databasePassword"]);
    expect(wrongFields({ database: "sqlite" }, { databasePassword: "" })).toEqual([]);
  });

  it("variables that Slipway sets itself, with the way that is meant", () => {
    const variables = ["PUBLIC_URL", "SECRET", "DB_HOST", "PORT", "FREE"].map((name) => ({
      name,
      value: "x",
    }));
    const { issues } = settingsIssues(directus, { variables }, generated);
    expect(issues.map(({ message }) => message)).toEqual([
      "PUBLIC_URL is set by Slipway: use the setting “Public URL”",
      "SECRET is set by Slipway: it is the secret “Signing secret”",
      expect.stringContaining("DB_HOST is set by Slipway"),
      expect.stringContaining("the setting “Port”"),
    ]);
  });

  it("is told together with wrong fields, but not about them", () => {
    expect(wrongFields({ port: 0, instances: 2, database: "sqlite" })).toEqual(["port", "instances"]);
    expect(wrongFields({ instances: 0, database: "sqlite" })).toEqual(["instances"]);
  });
});

describe("what is probably not meant", () => {
  it("names that Directus reads no more, or never did", () => {
    const names = [
      "CACHE_REDIS",
      "CACHE_REDIS_HOST",
      "KEY",
      "FLOWS_EXEC_ALLOWED_MODULES",
      "MESSENGER_STORE",
      "EMAIL_SENDGRID_API_KEY",
      "CACHE_MEMCACHE",
      "CACHE_TLL",
    ];
    const variables = names.map((name) => ({ name, value: "x" }));
    expect(warnedFields({ variables })).toEqual(names.map((_, index) => `variables.${index}.name`));
  });

  it.each([
    "ASSETS_CACHE_TTL",
    "AUTH_GOOGLE_CLIENT_ID",
    "STORAGE_S3_ACL",
    "PM2_EXEC_MODE",
    "EMAIL_SES_REGION_FILE",
  ])("says nothing about %s", (name) => {
    expect(warnedFields({ variables: [{ name, value: "x" }] })).toEqual([]);
  });

  it("doors that stand open", () => {
    expect(warnedFields({ corsEnabled: true, corsOrigin: "true" })).toEqual(["corsOrigin"]);
    expect(warnedFields({ websocketsEnabled: true, websocketsRestAuth: "public" })).toEqual([
      "websocketsRestAuth",
    ]);
    expect(warnedFields({ storage: "s3", s3Bucket: "b" })).toEqual(["s3AccessKey"]);
  });
});
