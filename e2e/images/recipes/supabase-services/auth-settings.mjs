import { createPrivateKey } from "node:crypto";
import {
  flag,
  httpAddress,
  jsonVariable,
  refuse,
  requireVariables,
  variable,
  wholeNumber,
} from "./environment.mjs";
import { keySet, usableKeys } from "./tokens.mjs";

const FLAGS = [
  "GOTRUE_DISABLE_SIGNUP",
  "GOTRUE_EXTERNAL_EMAIL_ENABLED",
  "GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED",
  "GOTRUE_EXTERNAL_PHONE_ENABLED",
  "GOTRUE_EXTERNAL_SKIP_NONCE_CHECK",
  "GOTRUE_MAILER_AUTOCONFIRM",
  "GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED",
  "GOTRUE_SMS_AUTOCONFIRM",
  "GOTRUE_MFA_TOTP_ENROLL_ENABLED",
  "GOTRUE_MFA_TOTP_VERIFY_ENABLED",
  "GOTRUE_MFA_PHONE_ENROLL_ENABLED",
  "GOTRUE_MFA_PHONE_VERIFY_ENABLED",
];
const NUMBERS = ["GOTRUE_MFA_MAX_ENROLLED_FACTORS", "GOTRUE_SMS_OTP_EXP", "GOTRUE_SMS_OTP_LENGTH"];

/** Reads what the auth service is given, and refuses what the real one would refuse or fail upon later. */
export function readAuthSettings() {
  requireVariables("GOTRUE_DB_DRIVER", "GOTRUE_DB_DATABASE_URL", "GOTRUE_SITE_URL", "GOTRUE_JWT_SECRET");
  httpAddress("API_EXTERNAL_URL");
  httpAddress("GOTRUE_SITE_URL");
  for (const name of FLAGS) flag(name);
  for (const name of NUMBERS) wholeNumber(name, 0);
  checkSaml();
  const { keys, signingKey } = readKeys();
  return {
    port: wholeNumber("GOTRUE_API_PORT", 9999),
    url: variable("GOTRUE_DB_DATABASE_URL"),
    issuer: process.env.GOTRUE_JWT_ISSUER || variable("API_EXTERNAL_URL"),
    keys,
    signingKey,
    publicKeys: keys.publicKeys.map(({ d: _, ...key }) => ({ ...key, key_ops: ["verify"] })),
    adminRoles: (process.env.GOTRUE_JWT_ADMIN_ROLES ?? "service_role,supabase_admin").split(","),
    signupDisabled: flag("GOTRUE_DISABLE_SIGNUP"),
    emailEnabled:
      process.env.GOTRUE_EXTERNAL_EMAIL_ENABLED === undefined || flag("GOTRUE_EXTERNAL_EMAIL_ENABLED"),
    phoneEnabled: flag("GOTRUE_EXTERNAL_PHONE_ENABLED"),
    anonymousEnabled: flag("GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED"),
    autoconfirm: flag("GOTRUE_MAILER_AUTOCONFIRM"),
    providers: readProviders(),
    expiry: wholeNumber("GOTRUE_JWT_EXP", 3600),
    smtp: readSmtp(),
  };
}

function readKeys() {
  const legacy = keySet("GOTRUE_JWT_SECRET");
  const text = process.env.GOTRUE_JWT_KEYS;
  if (text === undefined || text === "[]") return { keys: legacy, signingKey: legacy.secrets[0] };
  const given = jsonVariable("GOTRUE_JWT_KEYS");
  if (!Array.isArray(given)) refuse("GOTRUE_JWT_KEYS must be a JSON list of keys");
  const signing = given.filter((key) => key.key_ops?.includes("sign") && key.d);
  if (signing.length !== 1) refuse("GOTRUE_JWT_KEYS must hold exactly one private key that signs");
  const { secrets, publicKeys } = usableKeys("GOTRUE_JWT_KEYS", given);
  return { keys: { secrets: [...legacy.secrets, ...secrets], publicKeys }, signingKey: signing[0] };
}

/** @returns {Record<string, boolean>} */
function readProviders() {
  const found = Object.keys(process.env).flatMap(
    (name) => /^GOTRUE_EXTERNAL_([A-Z_]+)_ENABLED$/.exec(name)?.[1] ?? [],
  );
  const providers = found.filter((name) => !["EMAIL", "PHONE", "ANONYMOUS_USERS"].includes(name));
  return Object.fromEntries(
    providers.map((name) => {
      const enabled = flag(`GOTRUE_EXTERNAL_${name}_ENABLED`);
      const parts = ["CLIENT_ID", "SECRET", "REDIRECT_URI"].map((part) => `GOTRUE_EXTERNAL_${name}_${part}`);
      if (enabled) requireVariables(...parts);
      return [name.toLowerCase(), enabled];
    }),
  );
}

function readSmtp() {
  if (!process.env.GOTRUE_SMTP_HOST) return undefined;
  // The library wants a login, where GoTrue sends without one.
  const loginOr = (/** @type {string | undefined} */ given) => given || "none";
  return {
    enabled: true,
    host: variable("GOTRUE_SMTP_HOST"),
    port: wholeNumber("GOTRUE_SMTP_PORT", 587),
    user: loginOr(process.env.GOTRUE_SMTP_USER),
    pass: loginOr(process.env.GOTRUE_SMTP_PASS),
    admin_email: variable("GOTRUE_SMTP_ADMIN_EMAIL"),
    sender_name: process.env.GOTRUE_SMTP_SENDER_NAME ?? "",
  };
}

function checkSaml() {
  if (!flag("GOTRUE_SAML_ENABLED")) return;
  const der = Buffer.from(variable("GOTRUE_SAML_PRIVATE_KEY"), "base64");
  try {
    createPrivateKey({ key: der, format: "der", type: "pkcs1" });
  } catch {
    refuse("GOTRUE_SAML_PRIVATE_KEY is not an RSA key of PKCS #1 in base64");
  }
}
