import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { requireDatabase } from "./database.mjs";
import { requireVariables, variable, wholeNumber } from "./environment.mjs";
import { bearerOf, sendJson, serve } from "./http.mjs";
import { callLite, createLite, passOn } from "./lite.mjs";
import { jwksOf, keySet, readToken } from "./tokens.mjs";

const PORT = 3000;
const RELOAD_AFTER_MS = 50;
/** Calls that run on the connection before may end. */
const CLOSE_AFTER_MS = 10_000;

/**
 * Plays PostgREST, by a library that was written to answer as it does.
 * @param {number | undefined} adminPort where it says whether it is ready
 */
export async function serveRest(adminPort) {
  requireVariables("PGRST_DB_URI", "PGRST_DB_SCHEMAS", "PGRST_DB_ANON_ROLE", "PGRST_JWT_SECRET");
  const keys = variable("PGRST_JWT_SECRET").startsWith("{")
    ? jwksOf("PGRST_JWT_SECRET")
    : keySet("PGRST_JWT_SECRET");
  const schemas = list("PGRST_DB_SCHEMAS");
  const extra = list("PGRST_DB_EXTRA_SEARCH_PATH");
  const maxRows = wholeNumber("PGRST_DB_MAX_ROWS", 1000);
  const url = variable("PGRST_DB_URI");
  await requireDatabase(url, "PGRST_DB_URI", [...schemas, ...extra]);
  const secret = Buffer.from(randomBytes(32).toString("hex"));
  const api = { enabled: true, schemas, extra_search_path: extra, max_rows: maxRows };
  // What the role authenticator may not see itself, it may as a member of this one; calls run under their own role.
  const create = async () => {
    const { app, connection } = await createLite({ url, role: "supabase_admin", secret, config: { api } });
    await app.init();
    return { app, connection };
  };
  /** @type {Awaited<ReturnType<typeof create>> | undefined} */
  let current;
  const reload = async () => {
    const before = current;
    current = await create();
    if (before) setTimeout(() => before.connection.close(), CLOSE_AFTER_MS).unref();
    process.stdout.write("schema cache loaded\n");
  };
  // Before the first look: a change that is made meanwhile must not be missed.
  await whenSchemaChanges(url, reload);
  await reload();
  serve("PostgREST (compatible)", PORT, async (incoming, answer) => {
    const token = bearerOf(incoming);
    const read = token === undefined ? { claims: {} } : readToken(token, keys);
    if (!("claims" in read)) return sendJson(answer, 401, refusals[read.fault]);
    if (!current) return sendJson(answer, 503, { message: "the schema is being read" });
    const claims = { role: variable("PGRST_DB_ANON_ROLE"), ...read.claims };
    await passOn(answer, await callLite(current.app, incoming, { prefix: "/rest/v1", claims, secret }));
  });
  if (adminPort !== undefined) {
    serve("its admin server", adminPort, (_, answer) => answer.end(), "localhost");
  }
}

const refusals = {
  invalid: { code: "PGRST301", details: null, hint: null, message: "No suitable key or wrong key type" },
  expired: { code: "PGRST303", details: null, hint: null, message: "JWT expired" },
};

/** @param {string} name of a variable with parts between commas */
function list(name) {
  return (process.env[name] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/**
 * @param {string} url
 * @param {() => Promise<void>} reload
 */
async function whenSchemaChanges(url, reload) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  /** @type {NodeJS.Timeout | undefined} */
  let waiting;
  await sql.listen("pgrst", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      reload().catch((error) => process.stderr.write(`schema cache: ${error.message}\n`));
    }, RELOAD_AFTER_MS);
  });
}
