import type { Access, SecretValues } from "@/lib/stacks/kind";
import type { KindId } from "@/lib/stacks/registry";
import type { Settings } from "@/lib/stacks/settings";

/** A definition that tests render: what differs from the kind's defaults. */
export type KindExample = { settings: Settings; secrets?: SecretValues; access: Access };

const local: Access = { mode: "private" };
const published: Access = { mode: "address", host: "panel.example.com" };

/** Several definitions a kind, chosen so that every branch of its rendering is taken; the first is the default. */
export const kindExamples: Readonly<Record<KindId, Readonly<Record<string, KindExample>>>> = {
  directus: {
    default: { settings: {}, access: local },
    sqlite: { settings: { database: "sqlite", port: 8056 }, access: local },
    "by address": { settings: {}, access: published },
    "by domain": { settings: {}, access: { mode: "domain", names: { directus: "cms.example.com" } } },
    "behind a proxy": {
      settings: { publicUrl: "https://cms.example.com/", trustProxy: true, version: "12.4.1" },
      access: local,
    },
    "every feature": {
      settings: {
        version: "11.17.4",
        adminEmail: "owner@example.com",
        projectName: "1,000 $ales & more",
        emailTransport: "smtp",
        smtpHost: "smtp.example.com",
        smtpUser: "12345",
        smtpSecure: true,
        smtpPort: 465,
        storage: "s3",
        s3Bucket: "files",
        s3Endpoint: "https://s3.example.com",
        s3AccessKey: "AKIAEXAMPLE",
        s3ForcePathStyle: true,
        maxUploadSize: "100mb",
        allowedFileTypes: "image/*,application/pdf",
        websocketsEnabled: true,
        corsEnabled: true,
        corsOrigin: "https://a.example.com,https://b.example.com",
        rateLimiterEnabled: true,
        metricsEnabled: true,
        retentionEnabled: true,
        instances: 2,
        memoryLimitMib: 2048,
        redisMemoryMib: 256,
        variables: [
          { name: "ASSETS_TRANSFORM_MAX_CONCURRENT", value: "4" },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the dollar and braces are the point
          { name: "EMAIL_SMTP_NAME", value: 'it\'s $HOME ${X} \\ "quoted"\n# two lines' },
          { name: "LANGFUSE_SECRET_KEY", value: "langfuse-secret-value" },
        ],
      },
      secrets: {
        smtpPassword: "json:{$mtp}",
        s3SecretKey: "s3/secret+key,=",
        licenseKey: "LICENCE-0123456789",
      },
      access: published,
    },
    "sqlite with features": {
      settings: { database: "sqlite", cacheEnabled: false, rateLimiterEnabled: true, telemetry: true },
      access: { mode: "address", host: "2001:db8::7" },
    },
  },
  supabase: {
    default: { settings: {}, access: local },
    lite: { settings: { profile: "lite" }, access: local },
    full: { settings: { profile: "full" }, access: published },
    "by domain": { settings: {}, access: { mode: "domain", names: { gateway: "api.example.com" } } },
    "older release": {
      settings: {
        version: "0.6.0",
        postgresVersion: "15",
        newerKeys: false,
        publicUrl: "https://api.example.com/",
        githubEnabled: true,
        githubClientId: "github-id",
      },
      secrets: { githubSecret: "github-secret-value" },
      access: local,
    },
    "some services": {
      settings: {
        profile: "lite",
        realtimeSwitch: "on",
        storageSwitch: "on",
        directDatabase: true,
        logMinMessages: "warning",
      },
      access: { mode: "address", host: "2001:db8::7" },
    },
    "every feature": {
      settings: {
        profile: "full",
        dashboardUsername: 'owner\'s "name"',
        siteUrl: "https://app.example.com",
        redirectUrls: "https://app.example.com/**,myapp://callback",
        disableSignup: true,
        anonymousUsers: true,
        mailTransport: "smtp",
        smtpHost: "smtp.example.com",
        smtpUser: "12345",
        smtpSenderName: "1,000 $ales & more",
        phoneSignup: true,
        smsProvider: "twilio",
        twilioAccountSid: "AC0123",
        twilioMessageServiceSid: "MG0123",
        smsTestOtp: "4915112345678=123456",
        googleEnabled: true,
        googleClientId: "google-id,google-id-of-the-app",
        keycloakEnabled: true,
        keycloakClientId: "keycloak-id",
        keycloakUrl: "https://keycloak.example.com/realms/shop",
        samlEnabled: true,
        storageBackend: "s3",
        storageBucket: "files",
        storageRegion: "eu-central-1",
        s3Endpoint: "https://s3.example.com",
        s3AccessKey: "AKIAEXAMPLE",
        s3ForcePathStyle: true,
        fileSizeLimitMib: 500,
        directDatabase: true,
        functionsVerifyJwt: true,
        analyticsBackend: "bigquery",
        googleProjectId: "shop",
        googleProjectNumber: "123456789",
        dockerSocket: "/run/user/1000/docker.sock",
        studioTag: "2026.09.07-sha-7996410",
        functionsVariables: [
          { name: "STRIPE_SECRET_KEY", value: "stripe-secret-value" },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the dollar and braces are the point
          { name: "GREETING", value: 'it\'s $HOME ${X} \\ "quoted"\n# two lines' },
        ],
        authVariables: [{ name: "GOTRUE_RATE_LIMIT_EMAIL_SENT", value: "30" }],
      },
      secrets: {
        dashboardUsers: "second:pa:ss'word\nthird:$\\{x} #",
        openaiApiKey: "sk-proj-example",
        smtpPassword: "p@ss$word",
        twilioAuthToken: "twilio-token-value",
        googleSecret: "google-secret-value",
        keycloakSecret: "keycloak-secret-value",
        samlPrivateKey: "MIIEowIBAAKCAQEAexample==",
        s3BackendSecret: "s3/secret+key,=",
        googleServiceAccount: '{"type":"service_account","project_id":"shop-logs"}',
      },
      access: published,
    },
  },
};
