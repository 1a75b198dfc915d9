import { generateKeyPairSync } from "node:crypto";
import { seededRandom } from "@/lib/keys/seeded-random";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";

/** Ports of this server. */
export type Ports = { gateway: number; session: number; transaction: number };

/** The files of an installation by upstream's compose file, as its operator has them. */
export type UpstreamFiles = {
  /** Every entry of the `.env`: by name, as a container of upstream's would see it. */
  given: Readonly<Record<string, string>>;
  kong: string;
  /** Further people of Studio in the `kong.yml`: name and password. */
  users: readonly (readonly [string, string])[];
  /** Variables that upstream does not know, by the service that is to get them. */
  unknown: Readonly<Record<string, readonly string[]>>;
  /** Secrets that upstream publishes and the operator never changed. */
  demo: readonly string[];
};

/** Upstream's examples, of the release that each file is of. */
const DEMO = {
  DASHBOARD_PASSWORD: "this_password_is_insecure_and_should_be_updated",
  VAULT_ENC_KEY: "your-32-character-encryption-key",
};

const keys = supabaseKeySet({}, seededRandom("an installation"), new Date("2026-06-01T00:00:00Z"));

/** Of a release before 0.5: Kong, the logs always on, one generation of keys. */
export function oldShape(ports: Ports, socket: string): UpstreamFiles {
  const users = [
    ["bob", "b0b's: $word #1"],
    ["eve", "ünï \\ code"],
  ] as const;
  return {
    given: {
      POSTGRES_PASSWORD: "its-mine_0123456789",
      JWT_SECRET: keys.JWT_SECRET,
      ANON_KEY: keys.ANON_KEY,
      SERVICE_ROLE_KEY: keys.SERVICE_ROLE_KEY,
      DASHBOARD_USERNAME: "ann",
      ...DEMO,
      SECRET_KEY_BASE: keys.SECRET_KEY_BASE,
      POSTGRES_HOST: "db",
      POSTGRES_DB: "postgres",
      POSTGRES_PORT: String(ports.session),
      POOLER_PROXY_PORT_TRANSACTION: String(ports.transaction),
      POOLER_DEFAULT_POOL_SIZE: "21",
      POOLER_MAX_CLIENT_CONN: "101",
      POOLER_TENANT_ID: "shop",
      KONG_HTTP_PORT: String(ports.gateway),
      KONG_HTTPS_PORT: "8443",
      PGRST_DB_SCHEMAS: "public,storage,graphql_public",
      SITE_URL: "https://shop.example.com",
      ADDITIONAL_REDIRECT_URLS: "https://shop.example.com/**,shop://back",
      JWT_EXPIRY: "7200",
      DISABLE_SIGNUP: "true",
      API_EXTERNAL_URL: "https://api.example.com",
      MAILER_URLPATHS_CONFIRMATION: "/auth/v1/verify",
      MAILER_URLPATHS_INVITE: "/auth/v1/verify?from=invite",
      MAILER_URLPATHS_RECOVERY: "/auth/v1/verify",
      MAILER_URLPATHS_EMAIL_CHANGE: "/auth/v1/verify",
      ENABLE_EMAIL_SIGNUP: "true",
      ENABLE_EMAIL_AUTOCONFIRM: "false",
      SMTP_ADMIN_EMAIL: "shop@example.com",
      SMTP_HOST: "mail.example.com",
      SMTP_PORT: "465",
      SMTP_USER: "shop",
      SMTP_PASS: "p#w$d",
      SMTP_SENDER_NAME: "The shop",
      ENABLE_ANONYMOUS_USERS: "true",
      ENABLE_PHONE_SIGNUP: "true",
      ENABLE_PHONE_AUTOCONFIRM: "true",
      STUDIO_DEFAULT_ORGANIZATION: "Shop & sons",
      STUDIO_DEFAULT_PROJECT: "Shop",
      STUDIO_PORT: "3000",
      SUPABASE_PUBLIC_URL: "https://api.example.com",
      IMGPROXY_ENABLE_WEBP_DETECTION: "false",
      OPENAI_API_KEY: "",
      FUNCTIONS_VERIFY_JWT: "false",
      LOGFLARE_PUBLIC_ACCESS_TOKEN: keys.LOGFLARE_PUBLIC_ACCESS_TOKEN,
      LOGFLARE_PRIVATE_ACCESS_TOKEN: keys.LOGFLARE_PRIVATE_ACCESS_TOKEN,
      DOCKER_SOCKET_LOCATION: socket,
      GOOGLE_PROJECT_ID: "GOOGLE_PROJECT_ID",
      GOOGLE_PROJECT_NUMBER: "GOOGLE_PROJECT_NUMBER",
      GOTRUE_RATE_LIMIT_EMAIL_SENT: "50",
      STRIPE_PRICE: "price_1 $5 #a",
    },
    kong: kongFile(users),
    users,
    unknown: { auth: ["GOTRUE_RATE_LIMIT_EMAIL_SENT"], functions: ["STRIPE_PRICE"] },
    demo: Object.keys(DEMO),
  };
}

/** Of release 0.8.2: both generations of keys, and settings that upstream ships behind a comment sign. */
export function newShape(ports: Ports, socket: string): UpstreamFiles {
  const der = { type: "pkcs1", format: "der" } as const;
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: der,
    privateKeyEncoding: der,
  });
  return {
    given: {
      COMPOSE_FILE: "docker-compose.yml:docker-compose.kong.yml",
      ...keys,
      DASHBOARD_USERNAME: "carla",
      SUPABASE_PUBLIC_URL: "https://api.shop.example",
      API_EXTERNAL_URL: "https://api.shop.example/auth/v1",
      POSTGRES_HOST: "db",
      POSTGRES_DB: "postgres",
      POSTGRES_PORT: String(ports.session),
      POOLER_PROXY_PORT_TRANSACTION: String(ports.transaction),
      POOLER_DEFAULT_POOL_SIZE: "22",
      POOLER_MAX_CLIENT_CONN: "102",
      POOLER_TENANT_ID: "tenant-2",
      POOLER_DB_POOL_SIZE: "6",
      STUDIO_DEFAULT_ORGANIZATION: "Org",
      STUDIO_DEFAULT_PROJECT: "Project of tests",
      OPENAI_API_KEY: "sk-of-tests",
      SITE_URL: "https://shop.example",
      ADDITIONAL_REDIRECT_URLS: "https://shop.example/*",
      JWT_EXPIRY: "1800",
      DISABLE_SIGNUP: "false",
      MAILER_URLPATHS_CONFIRMATION: "/auth/v1/verify?a",
      MAILER_URLPATHS_INVITE: "/auth/v1/verify?b",
      MAILER_URLPATHS_RECOVERY: "/auth/v1/verify?c",
      MAILER_URLPATHS_EMAIL_CHANGE: "/auth/v1/verify?d",
      ENABLE_EMAIL_SIGNUP: "true",
      ENABLE_EMAIL_AUTOCONFIRM: "true",
      SMTP_ADMIN_EMAIL: "admin@shop.example",
      SMTP_HOST: "smtp.shop.example",
      SMTP_PORT: "588",
      SMTP_USER: "mailer",
      SMTP_PASS: "m'a$i l\"#",
      SMTP_SENDER_NAME: "Shop = news",
      ENABLE_ANONYMOUS_USERS: "false",
      ENABLE_PHONE_SIGNUP: "true",
      ENABLE_PHONE_AUTOCONFIRM: "false",
      GOOGLE_ENABLED: "true",
      GOOGLE_CLIENT_ID: "google-client",
      GOOGLE_SECRET: "google-words",
      SMS_PROVIDER: "twilio",
      SMS_OTP_EXP: "61",
      SMS_OTP_LENGTH: "7",
      SMS_MAX_FREQUENCY: "62s",
      SMS_TEMPLATE: "Code {{ .Code }} of the shop",
      SMS_TWILIO_ACCOUNT_SID: "twilio-account",
      SMS_TWILIO_AUTH_TOKEN: "twilio-words",
      SMS_TWILIO_MESSAGE_SERVICE_SID: "twilio-messages",
      MFA_PHONE_ENROLL_ENABLED: "true",
      MFA_MAX_ENROLLED_FACTORS: "9",
      SAML_ENABLED: "true",
      SAML_PRIVATE_KEY: privateKey.toString("base64"),
      SAML_RELAY_STATE_VALIDITY_PERIOD: "3m0s",
      GLOBAL_S3_BUCKET: "files-of-the-shop",
      REGION: "eu-central-7",
      MINIO_ROOT_USER: "supa-storage",
      STORAGE_TENANT_ID: "tenant-of-files",
      FUNCTIONS_VERIFY_JWT: "true",
      PGRST_DB_SCHEMAS: "public,graphql_public,storage",
      PGRST_DB_MAX_ROWS: "1234",
      PGRST_DB_EXTRA_SEARCH_PATH: "public,extensions",
      DOCKER_SOCKET_LOCATION: socket,
      KONG_HTTP_PORT: "8000",
      KONG_HTTPS_PORT: "8443",
      IMGPROXY_AUTO_WEBP: "false",
      PROXY_DOMAIN: "your-domain.example.com",
      CERTBOT_EMAIL: "admin@example.com",
      API_GW_HTTP_PORT: String(ports.gateway),
      PGRST_DB_POOL: "11",
      STUDIO_FLAG: "on",
      WEBHOOK_TARGET: "https://hooks.example/?a=1&b=$2",
    },
    kong: "",
    users: [],
    unknown: { rest: ["PGRST_DB_POOL"], studio: ["STUDIO_FLAG"], functions: ["WEBHOOK_TARGET"] },
    demo: [],
  };
}

/** A `.env` with these values: bare where that is how they read, else in the quotes that keep them. */
export function dotenvOf(given: UpstreamFiles["given"]): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}

function quoted(value: string): string {
  if (!/[$#'"\\]/.test(value)) return value;
  if (!/['\\]/.test(value)) return `'${value}'`;
  return `"${value.replaceAll(/["\\$]/g, "\\$&")}"`;
}

/** Upstream's users are placeholders that its entry script fills; the others are the operator's own. */
function kongFile(users: UpstreamFiles["users"]): string {
  const own = users.map(([username, password]) => ({ consumer: "DASHBOARD", username, password }));
  return JSON.stringify({
    _format_version: "2.1",
    consumers: [
      { username: "DASHBOARD" },
      { username: "anon", keyauth_credentials: [{ key: "$SUPABASE_ANON_KEY" }] },
      { username: "service_role", keyauth_credentials: [{ key: "$SUPABASE_SERVICE_KEY" }] },
    ],
    basicauth_credentials: [
      { consumer: "DASHBOARD", username: "$DASHBOARD_USERNAME", password: "$DASHBOARD_PASSWORD" },
      ...own,
    ],
    services: [{ name: "auth-v1" }, { name: "rest-v1" }, { name: "dashboard" }],
  });
}
