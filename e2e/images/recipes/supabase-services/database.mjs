import postgres from "postgres";
import { refuse, variable } from "./environment.mjs";

/** @typedef {ReturnType<typeof postgres>} Sql */

const CONNECT_TIMEOUT_SECONDS = 5;

/**
 * Logs in as the service does, and refuses to start where the database refuses it or lacks what the service needs.
 * @param {string} address
 * @param {string} what variables that the address comes from
 * @param {readonly string[]} schemas that must be there
 */
export async function requireDatabase(address, what, schemas = []) {
  if (!URL.canParse(address)) refuse(`${what} is not an address of a database`);
  const sql = postgres(address, { max: 1, connect_timeout: CONNECT_TIMEOUT_SECONDS, onnotice: () => {} });
  try {
    const found = await sql`select nspname from pg_namespace where nspname = any(${[...schemas]})`;
    const missing = schemas.filter(
      (schema) => !found.some((/** @type {{ nspname: string }} */ { nspname }) => nspname === schema),
    );
    if (missing.length > 0) refuse(`the database of ${what} lacks the schema ${missing.join(", ")}`);
  } catch (error) {
    refuse(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * @param {{ user: string, password: string, host: string, port: string, database: string }} names of variables
 * @returns {string}
 */
export function databaseAddress(names) {
  const user = encodeURIComponent(variable(names.user));
  const password = encodeURIComponent(variable(names.password));
  const host = `${variable(names.host)}:${variable(names.port)}`;
  return `postgres://${user}:${password}@${host}/${encodeURIComponent(variable(names.database))}`;
}
