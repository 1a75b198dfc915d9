import assert from "node:assert/strict";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";

/** As upstream's first start leaves it: without a password, until the first change gives it one. */
const LATE_ROLE = "supabase_replication_admin";

/** Everything that signs in with the stack's password. */
const ROLES = [
  "postgres",
  "supabase_admin",
  "authenticator",
  "pgbouncer",
  "supabase_auth_admin",
  "supabase_functions_admin",
  "supabase_storage_admin",
  LATE_ROLE,
];

/** Straight to the database alone, or through the pooler too; `first`: as long as the password was never changed. */
type Ways = "roles" | "all" | "first";
type Login = { host: string; port: number; user: string };

/** By the network: on loopback the image asks for no password. */
async function logins(stack: ChangedStack, ways: Ways): Promise<Login[]> {
  const roles = ROLES.filter((user) => ways !== "first" || user !== LATE_ROLE).map((user) => ({
    ...{ host: "db", port: 5432 },
    user,
  }));
  if (ways === "roles") return roles;
  const pooler = (await stack.facts()).get("supavisor")?.shown.POOLER_TENANT_ID;
  const modes = pooler === undefined ? [] : [5432, 6543];
  return [...roles, ...modes.map((port) => ({ host: "supavisor", port, user: `postgres.${pooler}` }))];
}

/** Every role, and the pooler in both modes, takes this password, or refuses it. Returns how many were asked. */
export async function assertPassword(
  stack: ChangedStack,
  password: string | undefined,
  expected: "taken" | "refused",
  ways: Ways = "all",
): Promise<number> {
  const all = await logins(stack, ways);
  const seen = await Promise.all(
    all.map(async (login) => `${words(login)}: ${await tried(stack, login, password)}`),
  );
  assert.deepEqual(
    seen,
    all.map((login) => `${words(login)}: ${expected}`),
  );
  return all.length;
}

function words({ host, port, user }: Login): string {
  return `${user} at ${host}:${port}`;
}

async function tried(stack: ChangedStack, { host, port, user }: Login, password = ""): Promise<string> {
  const address = ["-h", host, "-p", String(port), "-U", user, "-d", "postgres"];
  const environment = { PGPASSWORD: password, PGCONNECT_TIMEOUT: "8" };
  const { exitCode, stderr } = await stack.exec(
    "db",
    ["psql", ...address, "-X", "-w", "-c", "select 1"],
    environment,
  );
  if (exitCode === 0) return "taken";
  return stderr.includes("password authentication failed") ? "refused" : stderr.trim();
}
