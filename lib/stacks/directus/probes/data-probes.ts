import { DATABASE_NAME } from "@/lib/stacks/directus/environment";
import type { DirectusFields } from "@/lib/stacks/directus/fields";
import type { Probe, ProbeOutcome } from "@/lib/stacks/kind";

/** `-h database` and not loopback: the image lets whoever is inside the container in without a password there. */
const PSQL = [
  "psql",
  "-h",
  "database",
  "-U",
  DATABASE_NAME,
  "-d",
  DATABASE_NAME,
  "-X",
  "-w",
  "-A",
  "-t",
  "-c",
];

const POSTGRES_VERSION = `select current_setting('server_version') || '|' ||
  coalesce((select extversion from pg_extension where extname = 'postgis'), '')`;

/**
 * Bytes 96 to 99 of an SQLite file are the number of the version that wrote it last (https://sqlite.org/fileformat.html);
 * the image has no sqlite3 program.
 */
const SQLITE_VERSION = `
const header = Buffer.alloc(100);
const file = require("node:fs").openSync(process.env.DB_FILENAME, "r");
if (require("node:fs").readSync(file, header, 0, 100, 0) < 100 || !header.toString("latin1").startsWith("SQLite format 3\\0")) {
  throw new Error("not an SQLite database");
}
console.log(header.readUInt32BE(96));`;

export const postgresVersionProbe: Probe<DirectusFields> = {
  id: "postgres-version",
  title: "PostgreSQL with PostGIS takes the stack's password",
  service: "database",
  applies: ({ database }) => database === "postgis",
  async run({ exec, secrets }) {
    const result = await exec({
      service: "database",
      command: [...PSQL, POSTGRES_VERSION],
      environment: { PGPASSWORD: secrets.databasePassword ?? "" },
    });
    const [version = "", postgis = ""] = result.stdout.trim().split("|");
    if (result.exitCode !== 0 || !/^\d+/.test(version)) {
      return failed(
        result,
        "The volume keeps the password of its first start, and it may be older than this stack. Choose “Make anew” beside the database password under Keys and apply the plan: it sets the new one in the running database",
      );
    }
    if (postgis === "") {
      return {
        ok: false,
        detail: `PostgreSQL ${version}, without PostGIS`,
        fix: `Run “create extension postgis” in the database ${DATABASE_NAME}`,
      };
    }
    // The distribution's own addition in brackets says nothing to the person.
    return { ok: true, detail: `PostgreSQL ${version.split(" ")[0]}, PostGIS ${postgis}` };
  },
};

export const sqliteVersionProbe: Probe<DirectusFields> = {
  id: "sqlite-version",
  title: "The database file is SQLite's",
  service: "directus",
  applies: ({ database }) => database === "sqlite",
  async run({ exec }) {
    const result = await exec({ service: "directus", command: ["node", "-e", SQLITE_VERSION] });
    const number = Number(result.stdout.trim());
    if (result.exitCode !== 0 || !Number.isInteger(number) || number < 3_000_000) {
      return failed(
        result,
        "Look whether the volume “database” belongs to this stack, and restore it from a backup if not",
      );
    }
    // 3046001 is 3.46.1.
    const version = [Math.floor(number / 1_000_000), Math.floor(number / 1000) % 1000, number % 1000].join(
      ".",
    );
    return { ok: true, detail: `SQLite ${version}` };
  },
};

export const redisProbe: Probe<DirectusFields> = {
  id: "redis-ping",
  title: "Redis takes the stack's password and no other",
  service: "redis",
  applies: ({ database }) => database === "postgis",
  async run({ exec, secrets }) {
    const command = ["redis-cli", "ping"];
    const password = secrets.redisPassword ?? "";
    const right = await exec({ service: "redis", command, environment: { REDISCLI_AUTH: password } });
    if (right.stdout.trim() !== "PONG")
      return failed(right, "Redeploy the stack: Redis runs with another password");
    const wrong = await exec({
      service: "redis",
      command,
      environment: { REDISCLI_AUTH: `not-${password}` },
    });
    if (wrong.stdout.trim() === "PONG") {
      return { ok: false, detail: "Redis answers without the right password", fix: "Redeploy the stack" };
    }
    return { ok: true, detail: "PONG; a wrong password is refused" };
  },
};

function failed(result: { exitCode: number; stdout: string; stderr: string }, fix: string): ProbeOutcome {
  const said = `${result.stderr.trim()}\n${result.stdout.trim()}`.trim().split("\n")[0] ?? "";
  return {
    ok: false,
    detail: `Exit code ${result.exitCode}${said === "" ? "" : `: ${said.slice(0, 200)}`}`,
    fix,
  };
}
