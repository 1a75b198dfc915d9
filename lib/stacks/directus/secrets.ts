import type { SecretDefinition } from "@/lib/stacks/kind";

export const directusSecrets = {
  adminPassword: {
    label: "Admin password",
    help: "Of the first admin.",
    topic: "basics",
    recipe: { type: "password", length: 24, alphabet: "alphanumeric" },
    variable: "ADMIN_PASSWORD",
    consequence:
      "Directus reads it at its first start only: change the password in Directus too, or signing in with this one fails.",
    fixedAfterDeploy:
      "Directus keeps its own with its data, and a new one here would not open it: change the password in Directus, on the user’s page.",
  },
  secret: {
    label: "Signing secret",
    help: "Signs every token of this Directus.",
    topic: "security",
    recipe: { type: "password", length: 48, alphabet: "alphanumeric" },
    variable: "SECRET",
    consequence: "Everybody is signed out; open invitations, password resets and share links stop working.",
  },
  databasePassword: {
    label: "Database password",
    topic: "operation",
    recipe: { type: "password", length: 32, alphabet: "alphanumeric" },
    variable: "DB_PASSWORD",
    when: { field: "database", is: "postgis" },
    consequence:
      "PostgreSQL keeps the password with its data: Slipway changes the role's password in the running database first, and sets it back if the deploy fails before the containers are new. Database and Directus are recreated; your own clients of the database need the new one.",
  },
  redisPassword: {
    label: "Redis password",
    topic: "cache",
    recipe: { type: "password", length: 32, alphabet: "alphanumeric" },
    variable: "REDIS_PASSWORD",
    when: { field: "database", is: "postgis" },
    consequence: "Redis and Directus are recreated; the cache starts empty.",
  },
  smtpPassword: {
    label: "SMTP password",
    topic: "mail",
    recipe: { type: "provided", maxLength: 1000 },
    variable: "EMAIL_SMTP_PASSWORD",
    when: { field: "emailTransport", is: "smtp" },
    consequence: "Directus is recreated.",
  },
  s3SecretKey: {
    label: "Secret access key",
    topic: "storage",
    recipe: { type: "provided", maxLength: 1000 },
    variable: "STORAGE_S3_SECRET",
    when: { field: "storage", is: "s3" },
    consequence: "Directus is recreated; files stay unreachable if the key is wrong.",
  },
  licenseKey: {
    label: "Licence key",
    help: "From version 12 on; without one the limits of the free tier hold. It is bound to the public URL: deactivate it before you remove the stack.",
    topic: "operation",
    recipe: { type: "provided", maxLength: 5000 },
    variable: "LICENSE_KEY",
    consequence: "Directus is recreated and activates the key with its vendor over the internet.",
  },
  metricsToken: {
    label: "Metrics token",
    help: "Sent as “Authorization: Metrics …” by whoever reads the metrics.",
    topic: "operation",
    recipe: { type: "password", length: 32, alphabet: "alphanumeric" },
    variable: "METRICS_TOKENS",
    when: { field: "metricsEnabled", is: true },
    consequence: "Directus is recreated; whoever reads the metrics needs the new token.",
  },
} as const satisfies Readonly<Record<string, SecretDefinition>>;
