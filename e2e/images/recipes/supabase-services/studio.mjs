import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { access, constants } from "node:fs/promises";
import { databaseAddress } from "./database.mjs";
import { httpAddress, refuse, requireAtLeast, requireVariables, variable } from "./environment.mjs";
import { pathOf, sendJson, serve } from "./http.mjs";
import { keySet, requireKey } from "./tokens.mjs";

/** @typedef {import("./http.mjs").Incoming} Incoming */
/** @typedef {import("./http.mjs").Answer} Answer */

const PORT = 3000;

/** Plays Studio: no dashboard, but what it is given must be right, and it reaches the real postgres-meta as Studio does. */
export async function start() {
  const names = ["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_PASSWORD", "PGRST_DB_SCHEMAS"];
  requireVariables(...names, "DEFAULT_ORGANIZATION_NAME", "DEFAULT_PROJECT_NAME");
  for (const name of ["STUDIO_PG_META_URL", "SUPABASE_URL", "SUPABASE_PUBLIC_URL"]) httpAddress(name);
  requireAtLeast("PG_META_CRYPTO_KEY", 32);
  const keys = keySet("AUTH_JWT_SECRET");
  requireKey("SUPABASE_ANON_KEY", "anon", keys);
  requireKey("SUPABASE_SERVICE_KEY", "service_role", keys);
  await requireFolder("SNIPPETS_MANAGEMENT_FOLDER", constants.R_OK | constants.W_OK);
  await requireFolder("EDGE_FUNCTIONS_MANAGEMENT_FOLDER", constants.R_OK);
  const host = process.env.HOSTNAME === "::" ? "::" : "0.0.0.0";
  const handle = async (/** @type {Incoming} */ incoming, /** @type {Answer} */ answer) => {
    const path = pathOf(incoming);
    if (path === "/api/platform/profile")
      return sendJson(answer, 200, { id: 1, primary_email: "johndoe@supabase.io" });
    const asked = /^\/api\/platform\/pg-meta\/default\/(schemas|tables|roles|extensions)$/.exec(path)?.[1];
    if (asked) return passOnMeta(asked, answer);
    if (path === "/") return answer.writeHead(307, { location: "/project/default" }).end();
    answer.writeHead(200, { "content-type": "text/html" });
    return answer.end("<!doctype html><title>Supabase Studio (stand-in)</title>");
  };
  serve("Studio (stand-in)", PORT, handle, host);
}

/**
 * @param {string} name
 * @param {number} mode
 */
async function requireFolder(name, mode) {
  const folder = process.env[name];
  if (!folder) return;
  await access(folder, mode).catch((error) => refuse(`${name}: ${error.message}`));
}

/**
 * postgres-meta gets the way to the database in a header that the key of both opens.
 * @param {string} asked
 * @param {import("./http.mjs").Answer} answer
 */
async function passOnMeta(asked, answer) {
  process.env.POSTGRES_USER_READ_WRITE ||= "supabase_admin";
  const address = databaseAddress({
    user: "POSTGRES_USER_READ_WRITE",
    password: "POSTGRES_PASSWORD",
    host: "POSTGRES_HOST",
    port: "POSTGRES_PORT",
    database: "POSTGRES_DB",
  });
  const from = await fetch(`${variable("STUDIO_PG_META_URL")}/${asked}`, {
    headers: { "x-connection-encrypted": encrypted(address, variable("PG_META_CRYPTO_KEY")) },
  });
  answer.writeHead(from.status, { "content-type": "application/json" });
  answer.end(Buffer.from(await from.arrayBuffer()));
}

/**
 * AES-256-CBC in OpenSSL's salted form, as the library of both encrypts with a passphrase.
 * @param {string} text
 * @param {string} passphrase
 */
function encrypted(text, passphrase) {
  const salt = randomBytes(8);
  let derived = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (derived.length < 48) {
    block = createHash("md5")
      .update(Buffer.concat([block, Buffer.from(passphrase), salt]))
      .digest();
    derived = Buffer.concat([derived, block]);
  }
  const cipher = createCipheriv("aes-256-cbc", derived.subarray(0, 32), derived.subarray(32, 48));
  return Buffer.concat([Buffer.from("Salted__"), salt, cipher.update(text), cipher.final()]).toString(
    "base64",
  );
}
