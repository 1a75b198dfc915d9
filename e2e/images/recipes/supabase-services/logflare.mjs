import { access } from "node:fs/promises";
import postgres from "postgres";
import { databaseAddress, requireDatabase } from "./database.mjs";
import { flag, refuse, requireVariables, variable } from "./environment.mjs";
import { pathOf, readBody, sendJson, serve } from "./http.mjs";

const PORT = 4000;
const LONGEST_ANSWER = 100;
const GOOGLE_KEY = "/opt/app/rel/logflare/bin/gcloud.json";

/** Plays Logflare: keeps what it is sent in its schema, and shows the latest of it. */
export async function start() {
  requireVariables("LOGFLARE_PUBLIC_ACCESS_TOKEN", "LOGFLARE_PRIVATE_ACCESS_TOKEN", "LOGFLARE_NODE_HOST");
  if (!flag("LOGFLARE_SINGLE_TENANT") || !flag("LOGFLARE_SUPABASE_MODE")) {
    refuse("LOGFLARE_SINGLE_TENANT and LOGFLARE_SUPABASE_MODE must be true");
  }
  const schema = variable("DB_SCHEMA");
  const address = databaseAddress({
    user: "DB_USERNAME",
    password: "DB_PASSWORD",
    host: "DB_HOSTNAME",
    port: "DB_PORT",
    database: "DB_DATABASE",
  });
  await requireDatabase(address, "DB_PASSWORD", [schema]);
  await requireBackend();
  const sql = postgres(address, { max: 2, onnotice: () => {} });
  await sql`create table if not exists ${sql(schema)}.log_events (
    id bigserial primary key, source text not null, body jsonb not null, at timestamptz not null default now())`;
  serve("Logflare (stand-in)", PORT, async (incoming, answer) => {
    if (pathOf(incoming) === "/health") return sendJson(answer, 200, { status: "ok" });
    const asked = new URL(incoming.url ?? "/", "http://localhost");
    const given = incoming.headers["x-api-key"] ?? asked.searchParams.get("api_key");
    const isPublic = given === process.env.LOGFLARE_PUBLIC_ACCESS_TOKEN;
    const isPrivate = given === process.env.LOGFLARE_PRIVATE_ACCESS_TOKEN;
    if (!isPublic && !isPrivate) return sendJson(answer, 401, { message: "Error: please set API token" });
    if (asked.pathname === "/api/logs" && incoming.method === "POST") {
      const source = asked.searchParams.get("source_name") ?? asked.searchParams.get("source") ?? "";
      const events = [JSON.parse((await readBody(incoming)).toString())].flat();
      for (const event of events) {
        await sql`insert into ${sql(schema)}.log_events (source, body)
          values (${source}, ${JSON.stringify(event)}::text::jsonb)`;
      }
      return sendJson(answer, 200, { message: "Logged!" });
    }
    if (!asked.pathname.startsWith("/api/endpoints/query/"))
      return sendJson(answer, 404, { message: "not found" });
    if (!isPrivate) return sendJson(answer, 401, { message: "this needs the private token" });
    const result = await sql`select id, source, body, at from ${sql(schema)}.log_events
      order by id desc limit ${LONGEST_ANSWER}`;
    return sendJson(answer, 200, { result });
  });
}

async function requireBackend() {
  if (process.env.POSTGRES_BACKEND_URL) {
    return requireDatabase(process.env.POSTGRES_BACKEND_URL, "POSTGRES_BACKEND_URL", [
      variable("POSTGRES_BACKEND_SCHEMA"),
    ]);
  }
  requireVariables("GOOGLE_PROJECT_ID", "GOOGLE_PROJECT_NUMBER");
  return access(GOOGLE_KEY).catch((error) => refuse(error.message));
}
