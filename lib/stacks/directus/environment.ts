import { accessUrl } from "@/lib/stacks/access";
import { conditionHolds, fieldVariables } from "@/lib/stacks/active-fields";
import { type EnvValue, env } from "@/lib/stacks/compose-project";
import { type DirectusInput, directusFields } from "@/lib/stacks/directus/fields";
import { directusSecrets } from "@/lib/stacks/directus/secrets";
import { directusText } from "@/lib/stacks/directus/value-text";
import { freeVariableEntry } from "@/lib/stacks/free-variables";
import { looksSecret } from "@/lib/stacks/secret-name";

/** Names of PostgreSQL's role and database inside the stack. */
export const DATABASE_NAME = "directus";

/** Shared by two services, so they go as they are: their recipe's alphabet holds nothing that Directus would mangle. */
const SHARED_SECRETS: readonly string[] = ["databasePassword", "redisPassword"];

export type DirectusEnvironment = {
  /** Of the service `directus`. */
  environment: Readonly<Record<string, EnvValue>>;
  /** Entries of `.env`. */
  env: Readonly<Record<string, string>>;
  secretEnv: readonly string[];
};

/** The URL under which browsers reach Directus, without a trailing slash. */
export function directusUrl({ settings, access }: DirectusInput): string {
  return settings.publicUrl === ""
    ? accessUrl(access, "directus", settings.port)
    : settings.publicUrl.replace(/\/+$/, "");
}

/** All variables of the service `directus`: constants of ours, and what a person chose by reference to `.env`. */
export function directusEnvironment(input: DirectusInput): DirectusEnvironment {
  const { settings } = input;
  const secrets = secretEntries(input);
  const chosen = { ...chosenValues(input), ...secrets };
  const entries: Record<string, string> = { ...chosen };
  const environment: Record<string, EnvValue> = constants(input);
  const secretEnv = Object.keys(secrets);
  for (const name of Object.keys(chosen)) environment[name] = env(name);
  for (const { name, value } of settings.variables) {
    const entry = freeVariableEntry("directus", name);
    entries[entry] = value;
    environment[name] = env(entry);
    if (looksSecret(name)) secretEnv.push(entry);
  }
  return { environment, env: entries, secretEnv };
}

function chosenValues(input: DirectusInput): Record<string, string> {
  const values = Object.entries(fieldVariables(directusFields, input.settings)).map(([variable, text]) => [
    variable,
    isPlainText(variable) ? directusText(text) : text,
  ]);
  return {
    ...Object.fromEntries(values),
    PUBLIC_URL: directusUrl(input),
    // The one hop in front is Slipway's Caddy, which takes nothing from visitors for their address.
    ...(input.access.mode === "domain" && { IP_TRUST_PROXY: "1" }),
  };
}

/** Lists, numbers and switches are for Directus to read as such; only texts are kept from being guessed. */
function isPlainText(variable: string): boolean {
  const field = Object.values(directusFields).find((one) => "variable" in one && one.variable === variable);
  return field?.type === "text" && (!("format" in field) || !["list", "size"].includes(field.format));
}

function secretEntries({ settings, secrets }: DirectusInput): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [name, definition] of Object.entries(directusSecrets)) {
    const value = secrets[name];
    if (value === undefined || value === "") continue;
    if (!conditionHolds(directusFields, settings, "when" in definition ? definition.when : undefined))
      continue;
    entries[definition.variable] = SHARED_SECRETS.includes(name) ? value : directusText(value);
  }
  return entries;
}

function constants({ settings, ...input }: DirectusInput): Record<string, EnvValue> {
  const https = String(directusUrl({ settings, ...input }).startsWith("https://"));
  const postgis = settings.database === "postgis";
  const store = postgis ? "redis" : "memory";
  return {
    ...(postgis ? postgisConstants : { DB_CLIENT: "sqlite3", DB_FILENAME: "/directus/database/data.db" }),
    SYNCHRONIZATION_STORE: store,
    ...(settings.cacheEnabled && { CACHE_STORE: store }),
    ...(settings.rateLimiterEnabled && { RATE_LIMITER_STORE: store }),
    REFRESH_TOKEN_COOKIE_SECURE: https,
    SESSION_COOKIE_SECURE: https,
    STORAGE_LOCATIONS: settings.storage,
    ...(settings.storage === "s3"
      ? { STORAGE_S3_DRIVER: "s3" }
      : { STORAGE_LOCAL_DRIVER: "local", STORAGE_LOCAL_ROOT: "/directus/uploads" }),
    ...(settings.emailTransport === "smtp"
      ? { EMAIL_TRANSPORT: "smtp", EMAIL_VERIFY_SETUP: "true" }
      : // The image has no sendmail: the check of the default transport would report a healthy Directus as broken.
        { EMAIL_VERIFY_SETUP: "false" }),
  };
}

const postgisConstants = {
  DB_CLIENT: "pg",
  DB_HOST: "database",
  DB_PORT: "5432",
  DB_DATABASE: DATABASE_NAME,
  DB_USER: DATABASE_NAME,
  REDIS_HOST: "redis",
  REDIS_PORT: "6379",
};
