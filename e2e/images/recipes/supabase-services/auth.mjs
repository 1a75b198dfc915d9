import { randomBytes } from "node:crypto";
import { handleAdmin } from "./auth-admin.mjs";
import { readAuthSettings } from "./auth-settings.mjs";
import { requireDatabase } from "./database.mjs";
import { bearerOf, pathOf, readBody, sendJson, serve } from "./http.mjs";
import { callLite, createLite, passOn } from "./lite.mjs";
import { readToken, signToken } from "./tokens.mjs";

/** Plays GoTrue, by a library that was written to answer as it does; users for the service role are ours. */
export async function start() {
  const settings = readAuthSettings();
  await requireDatabase(settings.url, "GOTRUE_DB_DATABASE_URL", ["auth"]);
  const secret = Buffer.from(randomBytes(32).toString("hex"));
  const { app, connection } = await createLite({ url: settings.url, secret, config: liteConfig(settings) });
  await app.ensureSystemSchema();
  await app.init();
  const sql = connection.driver;
  serve("GoTrue (compatible)", settings.port, async (incoming, answer) => {
    const path = pathOf(incoming);
    if (path === "/health") {
      await sql`select 1`;
      return sendJson(answer, 200, { version: "v2.196.0", name: "GoTrue", description: "compatible" });
    }
    if (path === "/settings") return sendJson(answer, 200, publicSettings(settings));
    if (path === "/.well-known/jwks.json") return sendJson(answer, 200, { keys: settings.publicKeys });
    const token = bearerOf(incoming);
    const read = token === undefined ? { claims: { role: "anon" } } : readToken(token, settings.keys);
    if (!("claims" in read)) return sendJson(answer, 403, fault(403, "bad_jwt", `token is ${read.fault}`));
    if (path.startsWith("/admin/")) {
      if (token === undefined) {
        return sendJson(answer, 401, fault(401, "no_authorization", "This endpoint requires a Bearer token"));
      }
      if (!settings.adminRoles.includes(read.claims.role ?? "")) {
        return sendJson(answer, 403, fault(403, "not_admin", "User not allowed"));
      }
      return handleAdmin(sql, incoming, answer);
    }
    const body = await readBody(incoming);
    const refusal = path === "/signup" ? signupRefusal(settings, body) : undefined;
    if (refusal) return sendJson(answer, refusal.code, refusal);
    const from = await callLite(app, incoming, { prefix: "/auth/v1", claims: read.claims, secret, body });
    await passOn(answer, from, signedAnew(Buffer.from(await from.arrayBuffer()), settings));
  });
}

/** @typedef {ReturnType<typeof readAuthSettings>} Settings */

/** @param {Settings} settings */
function liteConfig(settings) {
  return {
    auth: {
      jwt_expiry: settings.expiry,
      site_url: process.env.GOTRUE_SITE_URL,
      enable_signup: !settings.signupDisabled,
      additional_redirect_urls: (process.env.GOTRUE_URI_ALLOW_LIST ?? "").split(",").filter(Boolean),
      email: {
        enable_confirmations: !settings.autoconfirm,
        ...(settings.smtp ? { smtp: settings.smtp } : {}),
      },
    },
  };
}

/**
 * @param {number} code
 * @param {string} error_code
 * @param {string} msg
 */
const fault = (code, error_code, msg) => ({ code, error_code, msg });

/**
 * @param {Settings} settings
 * @param {Buffer} body
 */
function signupRefusal(settings, body) {
  if (settings.signupDisabled) {
    return fault(422, "signup_disabled", "Signups not allowed for this instance");
  }
  const { email, phone } = JSON.parse(body.toString() || "{}");
  if (email && !settings.emailEnabled) {
    return fault(400, "email_provider_disabled", "Email signups are disabled");
  }
  if (phone && !settings.phoneEnabled) {
    return fault(400, "phone_provider_disabled", "Phone signups are disabled");
  }
  if (!email && !phone && !settings.anonymousEnabled) {
    return fault(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
  }
  return undefined;
}

/** @param {Settings} settings */
function publicSettings(settings) {
  return {
    external: {
      ...settings.providers,
      email: settings.emailEnabled,
      phone: settings.phoneEnabled,
      anonymous_users: settings.anonymousEnabled,
    },
    disable_signup: settings.signupDisabled,
    mailer_autoconfirm: settings.autoconfirm,
    phone_autoconfirm: process.env.GOTRUE_SMS_AUTOCONFIRM === "true",
    saml_enabled: process.env.GOTRUE_SAML_ENABLED === "true",
  };
}

/**
 * The library's token, signed by the key of the stack instead.
 * @param {Buffer} body
 * @param {Settings} settings
 */
function signedAnew(body, { signingKey, issuer }) {
  if (!body.includes('"access_token"')) return body;
  const session = JSON.parse(body.toString());
  const payload = session.access_token?.split(".")[1];
  if (!payload) return body;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  session.access_token = signToken({ ...claims, iss: issuer }, signingKey);
  return Buffer.from(JSON.stringify(session));
}
