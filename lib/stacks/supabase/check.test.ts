import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { readSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { settingsIssues } from "@/lib/stacks/validated-settings";

const NOW = new Date("2026-11-20T12:00:00Z");
const made = secretsForKind(supabase, seededRandom("check"), NOW);
const others = secretsForKind(supabase, seededRandom("others"), NOW);

function issues(settings: Settings, secrets: SecretValues = {}): string[] {
  return settingsIssues(supabase, settings, { ...made, ...secrets }).issues.map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

describe("made secrets", () => {
  it("have the length and the alphabet that their readers want", () => {
    for (let set = 0; set < 100; set += 1) {
      const secrets = secretsForKind(supabase, seededRandom(`made ${set}`), NOW);
      expect(secrets).toMatchObject({
        postgresPassword: expect.stringMatching(/^[0-9a-f]{32}$/),
        vaultEncKey: expect.stringMatching(/^[0-9a-f]{32}$/),
        realtimeDbEncKey: expect.stringMatching(/^[0-9a-f]{16}$/),
        secretKeyBase: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
        pgMetaCryptoKey: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
        dashboardPassword: expect.stringMatching(/^(?=.*[A-Za-z])[A-Za-z0-9]{24}$/),
        s3AccessKeyId: expect.stringMatching(/^[0-9a-f]{32}$/),
        s3AccessKeySecret: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(settingsIssues(supabase, {}, secrets).issues).toEqual([]);
    }
  });

  it("stay as they are when they are kept, and those of a new secret do not fit the old keys", () => {
    const again = secretsForKind(supabase, seededRandom("other bytes"), NOW, made);
    expect(again).toEqual(made);
    const changed = secretsForKind(supabase, seededRandom("z"), NOW, {
      ...made,
      jwtSecret: others.jwtSecret ?? "",
    });
    expect(issues({}, changed)[0]).toBe(
      "secrets.anonKey: anon key is not signed with the JWT secret: change it together with the JWT secret",
    );
  });
});

describe("the check of secrets", () => {
  it.each<[string, SecretValues, string]>([
    [
      "an anon key of another secret",
      { anonKey: others.anonKey ?? "" },
      "secrets.anonKey: anon key is not signed",
    ],
    [
      "a short vault key",
      { vaultEncKey: "short" },
      "secrets.vaultEncKey: Encryption key of the pooler must have exactly 32 bytes, and has 5",
    ],
    [
      "a long key of Realtime",
      { realtimeDbEncKey: "a".repeat(17) },
      "secrets.realtimeDbEncKey: Encryption key of Realtime must have exactly 16 bytes",
    ],
    [
      "a password that a connection string would break on",
      { postgresPassword: "a@b" },
      "secrets.postgresPassword: Database password may hold letters, digits",
    ],
    [
      "a short session secret",
      { secretKeyBase: "a".repeat(63) },
      "secrets.secretKeyBase: Session secret of Realtime and the pooler must have at least 64 bytes",
    ],
    [
      "one token for both",
      { logflarePrivateToken: made.logflarePublicToken ?? "" },
      "secrets.logflarePrivateToken: Token for reading logs must differ",
    ],
    [
      "a user without a password",
      { dashboardUsers: "ann:x\nbob:" },
      "secrets.dashboardUsers: Further Studio users must have a password for each name (line 2)",
    ],
    [
      "a line without a colon",
      { dashboardUsers: "ann" },
      "secrets.dashboardUsers: Further Studio users must be name:password on each line (line 1)",
    ],
    [
      "a user twice",
      { dashboardUsers: "ann:x\n\nann:y" },
      "secrets.dashboardUsers: Further Studio users must name nobody twice (line 3)",
    ],
    [
      "a line with a carriage return",
      { dashboardUsers: "ann:x\r\nbob:y" },
      "secrets.dashboardUsers: Further Studio users must hold no control character (line 1)",
    ],
    [
      "the first user again",
      { dashboardUsers: "supabase:x" },
      "secrets.dashboardUsers: Further Studio users must not name “supabase” again",
    ],
    [
      "a secret that is missing",
      { secretKeyBase: "" },
      "secrets.secretKeyBase: Session secret of Realtime and the pooler is missing",
    ],
  ])("names %s", (_, secrets, message) => {
    const found = issues({}, secrets);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(message)).toBe(true);
  });

  it("takes any printable character in passwords of Studio, and a password of digits", () => {
    expect(issues({}, { dashboardPassword: "12345678", dashboardUsers: "a'n n:\"$&\\|: #é\nb:1" })).toEqual(
      [],
    );
  });

  it("leaves the pair alone while newer keys are off", () => {
    expect(issues({ newerKeys: false }, { jwtKeys: "", jwtJwks: "nothing" })).toEqual([]);
  });
});

describe("the check of settings", () => {
  it.each<[string, Settings, string[]]>([
    [
      "two uses of a port",
      { port: 5432, directDatabase: true, databasePort: 6543 },
      [
        "poolerSessionPort: Port for sessions 5432 is taken by “Port”: choose another one",
        "databasePort: Port of PostgreSQL 6543 is taken by “Port for transactions”: choose another one",
      ],
    ],
    ["none of a pooler that is off", { port: 5432, poolerSwitch: "off" }, []],
    [
      "images without files",
      { profile: "lite", imgproxySwitch: "on" },
      ["imgproxySwitch: Image transformation needs Storage: switch Storage on, or this off"],
    ],
    [
      "a provider without its secret",
      { googleEnabled: true, googleClientId: "id" },
      ["secrets.googleSecret: Google: client secret is needed to sign in with Google"],
    ],
    [
      "a Keycloak without its address",
      { keycloakEnabled: true, keycloakClientId: "id" },
      [
        "keycloakUrl: Keycloak: address is needed",
        "secrets.keycloakSecret: Keycloak: client secret is needed",
      ],
    ],
    [
      "single sign-on without a key",
      { samlEnabled: true },
      ["secrets.samlPrivateKey: Private key of SAML is needed"],
    ],
    [
      "text messages without a token",
      { phoneSignup: true, smsProvider: "twilio", twilioAccountSid: "a", twilioMessageServiceSid: "b" },
      ["secrets.twilioAuthToken: Twilio auth token is needed"],
    ],
    [
      "half of a bucket's key",
      { storageBackend: "s3", s3AccessKey: "id" },
      ["secrets.s3BackendSecret: Secret access key of the bucket is needed"],
    ],
    [
      "BigQuery without an account",
      { profile: "full", analyticsBackend: "bigquery", googleProjectId: "a", googleProjectNumber: "1" },
      ["secrets.googleServiceAccount: Google service account is needed"],
    ],
    ["a tag that moves", { studioTag: "latest" }, ["studioTag: Image tag of Studio must name a version"]],
    [
      "an image in the place of a tag",
      { studioTag: "supabase/studio:1" },
      ["studioTag: Image tag of Studio must be a tag alone"],
    ],
    [
      "a socket path with dots",
      { profile: "full", dockerSocket: "/run/../etc" },
      ["dockerSocket: Docker's socket must be a full path"],
    ],
    [
      "a colon in a user's name",
      { dashboardUsername: "a:b" },
      ["dashboardUsername: Studio user must not hold a colon"],
    ],
    [
      "variables that the stack sets",
      {
        authVariables: [
          { name: "GOTRUE_SITE_URL", value: "x" },
          { name: "GOTRUE_JWT_SECRET", value: "x" },
          { name: "GOTRUE_DB_DATABASE_URL", value: "x" },
          { name: "GOTRUE_RATE_LIMIT_EMAIL_SENT", value: "1" },
        ],
      },
      [
        "authVariables.0.name: GOTRUE_SITE_URL is set by Slipway: use the setting “Site URL”",
        "authVariables.1.name: GOTRUE_JWT_SECRET is set by Slipway: it is the secret “JWT secret”",
        "authVariables.2.name: GOTRUE_DB_DATABASE_URL is set by Slipway: the stack's services find each other by it",
      ],
    ],
  ])("names %s", (_, settings, expected) => {
    const found = issues(settings);
    expect(found).toHaveLength(expected.length);
    for (const [index, start] of expected.entries())
      expect(found[index]?.startsWith(start), found[index]).toBe(true);
  });
});

describe("warnings", () => {
  const warned = (settings: Settings) =>
    supabase
      .warnings(readSettings(supabase, settings).settings, { mode: "private" })
      .map(({ field }) => field);

  it("are about what is probably not meant", () => {
    expect(warned({ profile: "full" })).toEqual([]);
    expect(warned({ directDatabase: true })).toEqual(["directDatabase"]);
    expect(warned({ phoneSignup: true })).toEqual(["smsProvider"]);
    expect(warned({ phoneSignup: true, phoneAutoconfirm: true })).toEqual(["phoneAutoconfirm"]);
    expect(warned({ storageBackend: "s3" })).toEqual(["s3AccessKey", "storageBucket"]);
    expect(warned({ studioTag: "2026.10.05" })).toEqual([]);
    expect(warned({ authTag: "v2.197.0" })).toEqual(["authTag"]);
  });
});
