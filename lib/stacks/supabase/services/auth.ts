import { type ComposeService, type EnvValue, env } from "@/lib/stacks/compose-project";
import type { SupabaseInput, SupabaseSettings } from "@/lib/stacks/supabase/fields";
import { providerVariables } from "@/lib/stacks/supabase/services/auth-providers";
import {
  databaseUrl,
  HEALTH_INTERVAL_SECONDS,
  lasting,
  type ServiceContext,
} from "@/lib/stacks/supabase/services/service-context";

/** Auth's own names are those in `.env` with this in front, from here down. */
const PREFIX = "GOTRUE_";

export function authService({ input, image }: ServiceContext): ComposeService {
  return {
    ...lasting,
    image: image("auth"),
    environment: {
      GOTRUE_API_HOST: "0.0.0.0",
      GOTRUE_API_PORT: "9999",
      API_EXTERNAL_URL: env("API_EXTERNAL_URL"),
      GOTRUE_DB_DRIVER: "postgres",
      GOTRUE_DB_DATABASE_URL: databaseUrl("postgres", "supabase_auth_admin"),
      GOTRUE_SITE_URL: env("SITE_URL"),
      GOTRUE_URI_ALLOW_LIST: env("ADDITIONAL_REDIRECT_URLS"),
      GOTRUE_DISABLE_SIGNUP: env("DISABLE_SIGNUP"),
      GOTRUE_JWT_ADMIN_ROLES: "service_role",
      GOTRUE_JWT_AUD: "authenticated",
      GOTRUE_JWT_DEFAULT_GROUP_NAME: "authenticated",
      GOTRUE_JWT_EXP: env("JWT_EXPIRY"),
      GOTRUE_JWT_SECRET: env("JWT_SECRET"),
      GOTRUE_JWT_ISSUER: env("API_EXTERNAL_URL"),
      ...(input.settings.newerKeys && { GOTRUE_JWT_KEYS: env("JWT_KEYS") }),
      GOTRUE_EXTERNAL_EMAIL_ENABLED: env("ENABLE_EMAIL_SIGNUP"),
      GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED: env("ENABLE_ANONYMOUS_USERS"),
      ...mailVariables(input),
      GOTRUE_EXTERNAL_PHONE_ENABLED: env("ENABLE_PHONE_SIGNUP"),
      GOTRUE_SMS_AUTOCONFIRM: env("ENABLE_PHONE_AUTOCONFIRM"),
      ...smsVariables(input.settings),
      ...same(FACTORS),
      ...(input.settings.samlEnabled && same(SAML)),
      ...providerVariables(input),
    },
    dependsOn: { db: "service_healthy" },
    healthcheck: {
      test: ["CMD", "wget", "--no-verbose", "--tries=1", "--spider", "http://localhost:9999/health"],
      intervalSeconds: HEALTH_INTERVAL_SECONDS,
      timeoutSeconds: 5,
      retries: 3,
      // The first start writes some sixty migrations.
      startPeriodSeconds: 120,
    },
  };
}

const FACTORS = [
  "MFA_TOTP_ENROLL_ENABLED",
  "MFA_TOTP_VERIFY_ENABLED",
  "MFA_PHONE_ENROLL_ENABLED",
  "MFA_PHONE_VERIFY_ENABLED",
  "MFA_MAX_ENROLLED_FACTORS",
];

const SAML = [
  "SAML_ENABLED",
  "SAML_PRIVATE_KEY",
  "SAML_ALLOW_ENCRYPTED_ASSERTIONS",
  "SAML_RELAY_STATE_VALIDITY_PERIOD",
  "SAML_EXTERNAL_URL",
  "SAML_RATE_LIMIT_ASSERTION",
];

const SMS = ["SMS_OTP_EXP", "SMS_OTP_LENGTH", "SMS_MAX_FREQUENCY", "SMS_TEMPLATE"];

const TWILIO = ["SMS_TWILIO_ACCOUNT_SID", "SMS_TWILIO_AUTH_TOKEN", "SMS_TWILIO_MESSAGE_SERVICE_SID"];

function same(names: readonly string[]): Record<string, EnvValue> {
  return Object.fromEntries(names.map((name) => [`${PREFIX}${name}`, env(name)]));
}

function mailVariables({ settings, secrets }: SupabaseInput): Record<string, EnvValue> {
  const smtp = settings.mailTransport === "smtp";
  return {
    GOTRUE_MAILER_AUTOCONFIRM: env("ENABLE_EMAIL_AUTOCONFIRM"),
    GOTRUE_SMTP_ADMIN_EMAIL: env("SMTP_ADMIN_EMAIL"),
    // Without a host Auth sends nothing, and says so in its log.
    GOTRUE_SMTP_HOST: smtp ? env("SMTP_HOST") : "",
    GOTRUE_SMTP_PORT: env("SMTP_PORT"),
    GOTRUE_SMTP_USER: smtp ? env("SMTP_USER") : "",
    GOTRUE_SMTP_PASS: smtp && (secrets.smtpPassword ?? "") !== "" ? env("SMTP_PASS") : "",
    GOTRUE_SMTP_SENDER_NAME: env("SMTP_SENDER_NAME"),
    ...same([
      "MAILER_URLPATHS_INVITE",
      "MAILER_URLPATHS_CONFIRMATION",
      "MAILER_URLPATHS_RECOVERY",
      "MAILER_URLPATHS_EMAIL_CHANGE",
    ]),
  };
}

function smsVariables(settings: SupabaseSettings): Record<string, EnvValue> {
  if (!settings.phoneSignup) return {};
  return {
    ...same(SMS),
    ...(settings.smsTestOtp !== "" && same(["SMS_TEST_OTP"])),
    ...(settings.smsProvider === "twilio" && { GOTRUE_SMS_PROVIDER: "twilio", ...same(TWILIO) }),
  };
}
