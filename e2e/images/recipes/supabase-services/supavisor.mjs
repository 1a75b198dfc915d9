import { createConnection, createServer } from "node:net";
import postgres from "postgres";
import { requireDatabase } from "./database.mjs";
import {
  refuse,
  requireAtLeast,
  requireBytes,
  requireVariables,
  variable,
  wholeNumber,
} from "./environment.mjs";
import { pathOf, sendJson, serve } from "./http.mjs";
import { errorPacket, readStartup, withUser } from "./postgres-protocol.mjs";

/** Session and transaction mode. The stand-in pools in neither. */
const POOL_PORTS = [5432, 6543];

/**
 * Plays the pooler: keeps tenants as the real one does, and passes connections on without the tenant in the user.
 * @param {string[]} args
 */
export async function start([command, script]) {
  requireVariables("API_JWT_SECRET", "METRICS_JWT_SECRET");
  requireAtLeast("SECRET_KEY_BASE", 64);
  requireBytes("VAULT_ENC_KEY", 32);
  const address = variable("DATABASE_URL").replace(/^ecto:/, "postgres:");
  await requireDatabase(address, "DATABASE_URL", ["_supavisor"]);
  const sql = postgres(address, { max: 2, onnotice: () => {} });
  if (command === "migrate") {
    await sql`create table if not exists _supavisor.tenants (external_id text primary key, db_host text not null,
      db_port int not null, db_database text not null, manager_password text not null)`;
    return sql.end();
  }
  if (command === "eval") {
    await seed(sql, script ?? "");
    return sql.end();
  }
  if (command !== "server") refuse(`supavisor has no command "${command}"`);
  for (const port of POOL_PORTS) createServer((client) => passOn(sql, client)).listen(port);
  serve("Supavisor (stand-in)", wholeNumber("PORT", 4000), async (incoming, answer) => {
    if (pathOf(incoming) !== "/api/health") return sendJson(answer, 404, { error: "not found" });
    await sql`select 1 from _supavisor.tenants limit 1`;
    return answer.writeHead(204).end();
  });
}

/**
 * What the script of the stack comes to: one tenant, of the environment.
 * @param {import("./database.mjs").Sql} sql
 * @param {string} script in Elixir, which is not run but looked through
 */
async function seed(sql, script) {
  if (script.includes("\r")) refuse("pooler.exs: SyntaxError: unexpected carriage return (U+000D)");
  if (!script.includes("Supavisor.Tenants.create_tenant")) refuse("pooler.exs makes no tenant");
  requireVariables(
    ...new Set(Array.from(script.matchAll(/variable\.\("([A-Z_]+)"\)/g), ([, name = ""]) => name)),
  );
  const tenant = {
    external_id: variable("POOLER_TENANT_ID"),
    db_host: process.env.POSTGRES_HOST || "db",
    db_port: wholeNumber("POSTGRES_PORT", 5432),
    db_database: variable("POSTGRES_DB"),
    manager_password: variable("POSTGRES_PASSWORD"),
  };
  await sql.begin(async (/** @type {import("./database.mjs").Sql} */ inside) => {
    await inside`delete from _supavisor.tenants where external_id = ${tenant.external_id}`;
    await inside`insert into _supavisor.tenants ${inside(tenant)}`;
  });
}

/**
 * @param {import("./database.mjs").Sql} sql
 * @param {import("node:net").Socket} client
 */
async function passOn(sql, client) {
  client.on("error", () => client.destroy());
  try {
    const startup = await readStartup(client);
    const [user = "", tenantId = ""] = splitAtLastDot(startup.parameters.get("user") ?? "");
    const [tenant] = await sql`select * from _supavisor.tenants where external_id = ${tenantId}`;
    if (!tenant) throw new Error("Tenant or user not found");
    await asManager(tenant);
    const server = createConnection(tenant.db_port, tenant.db_host);
    server.on("error", () => client.destroy());
    server.on("close", () => client.destroy());
    client.on("close", () => server.destroy());
    server.write(withUser(startup, user));
    client.pipe(server).pipe(client);
  } catch (error) {
    client.end(errorPacket(error instanceof Error ? error.message : String(error)));
  }
}

/** @param {string} user */
function splitAtLastDot(user) {
  const dot = user.lastIndexOf(".");
  return dot < 0 ? [user] : [user.slice(0, dot), user.slice(dot + 1)];
}

/**
 * The real one asks the database for a user's password with the tenant's own login; a tenant with an outdated one is of
 * no use to anybody.
 * @param {{ db_host: string, db_port: number, db_database: string, manager_password: string }} tenant
 */
async function asManager({ db_host, db_port, db_database, manager_password }) {
  const sql = postgres({
    ...{ host: db_host, port: db_port, database: db_database },
    ...{ username: "pgbouncer", password: manager_password, max: 1, onnotice: () => {} },
  });
  try {
    await sql`select 1 from pgbouncer.get_auth('postgres')`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
