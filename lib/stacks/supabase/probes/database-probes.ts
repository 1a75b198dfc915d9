import type { Probe, ProbeContext } from "@/lib/stacks/kind";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { SERVICE_ROLES } from "@/lib/stacks/supabase/files/first-boot-sql";

const DATABASE = "postgres";
/** Seconds that psql waits for a connection. */
const CONNECT_TIMEOUT_SECONDS = "8";

type Login = { host: string; port: number; user: string; password: string };
type Result = { ok: true } | { ok: false; said: string };

/**
 * Everything that signs in with the stack's password. From inside `db`, but by its address in the stack's network: on
 * loopback the image asks for no password.
 */
export const passwordProbe: Probe<SupabaseFields> = {
  id: "database-password",
  title: "The database takes the stack's password from every role, and no other",
  service: "db",
  async run(context) {
    const roles = ["postgres", "supabase_admin", ...SERVICE_ROLES];
    const password = context.secrets.postgresPassword ?? "";
    const results = await Promise.all(
      roles.map((user) => login(context, { host: "db", port: 5432, user, password })),
    );
    const refused = roles.flatMap((role, index) => {
      const result = results[index];
      return result === undefined || result.ok ? [] : [{ role, said: result.said }];
    });
    const [first] = refused;
    if (first !== undefined) {
      return {
        ok: false,
        detail: `${refused.map(({ role }) => role).join(", ")}: ${first.said}`,
        fix: "The volume keeps the passwords of its first start, and it may be older than this stack. Choose “Make anew” beside the database password under Keys and apply the plan: it sets the new one for every role in the running database",
      };
    }
    const stranger = await login(context, {
      host: "db",
      port: 5432,
      user: "postgres",
      password: `not-${password}`,
    });
    if (stranger.ok) {
      return {
        ok: false,
        detail: "postgres signs in with a wrong password too",
        fix: "Look at pg_hba.conf in the database: it trusts the stack's network",
      };
    }
    return { ok: true, detail: `${roles.length} roles; a wrong password is refused` };
  },
};

export const sessionPoolerProbe = poolerProbe("session", 5432);
export const transactionPoolerProbe = poolerProbe("transaction", 6543);

function poolerProbe(mode: "session" | "transaction", port: number): Probe<SupabaseFields> {
  return {
    id: `pooler-${mode}`,
    title: `The pooler takes a login in ${mode} mode`,
    service: "supavisor",
    applies: (settings) => isOn(settings, "pooler"),
    async run(context, { settings }) {
      const user = `postgres.${settings.poolerTenantId}`;
      const password = context.secrets.postgresPassword ?? "";
      const result = await login(context, { host: "supavisor", port, user, password });
      if (result.ok) return { ok: true, detail: `${user} signs in` };
      return {
        ok: false,
        detail: `${user}: ${result.said}`,
        fix: "Restart supavisor: at its start it takes tenant and password from the stack. Its log says what it misses",
      };
    },
  };
}

async function login({ exec }: ProbeContext, { host, port, user, password }: Login): Promise<Result> {
  const address = ["-h", host, "-p", String(port), "-U", user, "-d", DATABASE];
  const { exitCode, stdout, stderr } = await exec({
    service: "db",
    command: ["psql", ...address, "-X", "-w", "-A", "-t", "-c", "select 40 + 2"],
    environment: { PGPASSWORD: password, PGCONNECT_TIMEOUT: CONNECT_TIMEOUT_SECONDS },
  });
  if (exitCode === 0 && stdout.trim() === "42") return { ok: true };
  const said = `${stderr.trim()}\n${stdout.trim()}`.trim().split("\n")[0] ?? "";
  return { ok: false, said: said === "" ? `exit code ${exitCode}` : said.slice(0, 200) };
}
