import type { SecretDefinition } from "@/lib/stacks/kind";
import { keySecrets } from "@/lib/stacks/supabase/key-secrets";
import { providerSecrets } from "@/lib/stacks/supabase/provider-secrets";

const hex = (length: number) => ({ type: "password", length, alphabet: "lower-hex" }) as const;
const text = (length: number) => ({ type: "password", length, alphabet: "alphanumeric" }) as const;

export const supabaseSecrets = {
  dashboardPassword: {
    label: "Studio password",
    topic: "basics",
    recipe: text(24),
    variable: "DASHBOARD_PASSWORD",
    consequence: "The gateway is recreated, and the browser asks for the new password.",
  },
  dashboardUsers: {
    label: "Further Studio users",
    help: "One on each line, as name:password. What you enter is the whole list: to change it, reveal the present one under Keys.",
    topic: "studio",
    recipe: { type: "provided", maxLength: 20_000, multiline: true },
    variable: "DASHBOARD_USERS",
    consequence: "The gateway is recreated; who is no longer listed no longer gets into Studio.",
  },
  postgresPassword: {
    label: "Database password",
    help: "Of postgres and of all roles that the services use.",
    topic: "database",
    recipe: hex(32),
    variable: "POSTGRES_PASSWORD",
    consequence:
      "PostgreSQL keeps it with its data: Slipway changes every role's password in the running database first, and sets them back if the deploy fails before the containers are new. The database and all services that use it are recreated; your own clients need the new one.",
  },
  ...keySecrets,
  secretKeyBase: {
    label: "Session secret of Realtime and the pooler",
    topic: "services",
    recipe: text(64),
    variable: "SECRET_KEY_BASE",
    consequence: "Realtime and the pooler are recreated.",
  },
  vaultEncKey: {
    label: "Encryption key of the pooler",
    topic: "pooler",
    recipe: hex(32),
    variable: "VAULT_ENC_KEY",
    consequence: "The pooler is recreated and makes its tenant anew: connections through it end.",
  },
  realtimeDbEncKey: {
    label: "Encryption key of Realtime",
    topic: "services",
    recipe: hex(16),
    variable: "REALTIME_DB_ENC_KEY",
    consequence: "Realtime is recreated and makes its tenant anew: clients connect again by themselves.",
  },
  pgMetaCryptoKey: {
    label: "Key between Studio and the database description",
    topic: "studio",
    recipe: text(32),
    variable: "PG_META_CRYPTO_KEY",
    consequence: "Both are recreated.",
  },
  openaiApiKey: {
    label: "OpenAI API key",
    help: "For the assistant in Studio.",
    topic: "studio",
    recipe: { type: "provided", maxLength: 1000 },
    variable: "OPENAI_API_KEY",
    consequence: "Studio is recreated.",
  },
  logflarePublicToken: {
    label: "Token for writing logs",
    topic: "logs",
    recipe: text(32),
    variable: "LOGFLARE_PUBLIC_ACCESS_TOKEN",
    group: "logflare",
    consequence: "The log analytics and the log collector are recreated.",
  },
  logflarePrivateToken: {
    label: "Token for reading logs",
    topic: "logs",
    recipe: text(32),
    variable: "LOGFLARE_PRIVATE_ACCESS_TOKEN",
    group: "logflare",
    consequence: "The log analytics and Studio are recreated.",
  },
  googleServiceAccount: {
    label: "Google service account",
    help: "The whole JSON file of its key.",
    topic: "logs",
    recipe: { type: "provided", maxLength: 20_000, multiline: true },
    variable: "GOOGLE_SERVICE_ACCOUNT",
    when: { field: "analyticsBackend", is: "bigquery" },
    consequence: "The log analytics is recreated; without a right to write, logs are lost.",
  },
  s3AccessKeyId: {
    label: "Access key id of the S3 protocol",
    help: "With which S3 clients reach Storage.",
    topic: "storage",
    recipe: hex(32),
    variable: "S3_PROTOCOL_ACCESS_KEY_ID",
    group: "s3-protocol",
    consequence: "Storage is recreated; S3 clients need the new one.",
  },
  s3AccessKeySecret: {
    label: "Secret access key of the S3 protocol",
    topic: "storage",
    recipe: hex(64),
    variable: "S3_PROTOCOL_ACCESS_KEY_SECRET",
    group: "s3-protocol",
    consequence: "Storage is recreated; S3 clients need the new one.",
  },
  s3BackendSecret: {
    label: "Secret access key of the bucket",
    topic: "storage",
    recipe: { type: "provided", maxLength: 1000 },
    variable: "AWS_SECRET_ACCESS_KEY",
    when: { field: "storageBackend", is: "s3" },
    consequence: "Storage is recreated; files stay unreachable if the key is wrong.",
  },
  smtpPassword: {
    label: "SMTP password",
    topic: "mail",
    recipe: { type: "provided", maxLength: 1000 },
    variable: "SMTP_PASS",
    when: { field: "mailTransport", is: "smtp" },
    consequence: "Auth is recreated.",
  },
  twilioAuthToken: {
    label: "Twilio auth token",
    topic: "phone",
    recipe: { type: "provided", maxLength: 1000 },
    variable: "SMS_TWILIO_AUTH_TOKEN",
    when: { field: "smsProvider", is: "twilio" },
    consequence: "Auth is recreated.",
  },
  samlPrivateKey: {
    label: "Private key of SAML",
    help: "RSA of 2048 bits or more, PKCS#1 in DER, as base64 on one line.",
    topic: "saml",
    recipe: { type: "provided", maxLength: 10_000 },
    variable: "SAML_PRIVATE_KEY",
    when: { field: "samlEnabled", is: true },
    consequence: "Auth is recreated; identity providers need the new certificate from its metadata.",
  },
  ...providerSecrets,
} as const satisfies Readonly<Record<string, SecretDefinition>>;

export type SupabaseSecretName = keyof typeof supabaseSecrets;
