import type { ProbeContext, ProbeHttpResponse, SecretValues } from "@/lib/stacks/kind";

/** A Supabase as probes see it: what it answers follows from what it runs with, not from what the stack has. */
export type RunningSupabase = {
  keys: SecretValues;
  logins: readonly string[];
  /** The password of each role that differs from that of `keys`. */
  rolePasswords: Readonly<Record<string, string>>;
  /** The database lets everybody in. */
  trusts: boolean;
  gatewayOpen: boolean;
  studioOpen: boolean;
  /** What REST has: a table that each role may read, or that none may. */
  table: { name: string; readable: boolean } | null;
  /** What REST answers to a token. */
  restRefuses: "nobody" | "users" | "everybody";
  metaStatus: number;
  signupStatus: number;
  deletesUsers: boolean;
  storesFiles: "right" | "wrong" | "never";
  filesOpen: boolean;
  realtime: "joins" | "refuses" | "silent" | "opens to all";
  sample: { status: number; text: string } | null;
  functionsStatus: number;
  poolerPorts: readonly number[];
  poolerUser: string;
  jwks: string;
  /** Statuses that Analytics answers to the stack's token and to another; null where nothing answers. */
  analytics: readonly [number, number] | null;
  dockerSocket: boolean;
  /** Services whose health can be asked from inside. */
  well: readonly string[];
};

type Request = Parameters<ProbeContext["http"]>[0];

const json = (status: number, body: unknown): ProbeHttpResponse => ({
  status,
  text: JSON.stringify(body),
  headers: {},
});

/** Also what was left behind: users and buckets that nobody has deleted. */
export function fakeSupabase(running: RunningSupabase, secrets: SecretValues) {
  const users = new Map<string, { email: string; password: string }>();
  const files = new Map<string, string>();
  const buckets = new Set<string>();
  const asked: string[] = [];

  const roleOf = (key: string | undefined) => {
    const { anonKey, serviceRoleKey, publishableKey, secretKey } = running.keys;
    if (key === anonKey || key === publishableKey) return "anon";
    return key === serviceRoleKey || key === secretKey ? "service_role" : undefined;
  };

  function answer({ path, method = "GET", headers = {}, json: body }: Request): ProbeHttpResponse {
    const [where = "", query = ""] = path.split("?");
    asked.push(`${method} ${where}`);
    if (where === "/auth/v1/.well-known/jwks.json") return { status: 200, text: running.jwks, headers: {} };
    if (where === "/api/platform/profile") return studio(headers.authorization);
    if (where.startsWith("/functions/v1/")) return functions(where);
    const role = roleOf(headers.apikey);
    if (where.startsWith("/storage/v1/")) return storage(where, method, role, body);
    if (role === undefined)
      return running.gatewayOpen ? json(200, {}) : json(401, { message: "Unauthorized" });
    if (
      (where === "/rest/v1/" || where.startsWith("/pg/")) &&
      role !== "service_role" &&
      !running.gatewayOpen
    ) {
      return json(403, { message: "You cannot consume this service" });
    }
    if (where.startsWith("/pg/")) return json(running.metaStatus, []);
    if (where.startsWith("/rest/v1/")) return rest(where, headers.authorization ?? "");
    return auth(where, method, query, headers, role, body);
  }

  function studio(authorization = ""): ProbeHttpResponse {
    const login = new TextDecoder().decode(
      Uint8Array.from(atob(authorization.replace("Basic ", "")), (character) => character.charCodeAt(0)),
    );
    if (running.studioOpen || running.logins.includes(login)) return json(200, { id: 1 });
    return {
      ...json(401, { message: "Unauthorized" }),
      headers: { "www-authenticate": 'Basic realm="service"' },
    };
  }

  function functions(where: string): ProbeHttpResponse {
    if (where === "/functions/v1/") return json(running.functionsStatus, { msg: "missing function name" });
    return running.sample === null
      ? json(500, { msg: "no such function" })
      : { ...running.sample, headers: {} };
  }

  function rest(where: string, authorization: string): ProbeHttpResponse {
    const byUser = authorization.startsWith("Bearer user:");
    if (running.restRefuses === "everybody" || (running.restRefuses === "users" && byUser)) {
      return json(401, { code: "PGRST301", message: "No suitable key or wrong key type" });
    }
    const { table } = running;
    if (where === "/rest/v1/")
      return json(200, { paths: { "/": {}, "/rpc/f": {}, ...(table && { [`/${table.name}`]: {} }) } });
    if (table === null || where !== `/rest/v1/${table.name}`) {
      return json(404, { code: "PGRST205", message: "Could not find the table" });
    }
    return table.readable
      ? json(200, [])
      : json(401, { code: "42501", message: "permission denied for table" });
  }

  function auth(
    where: string,
    method: string,
    query: string,
    headers: Readonly<Record<string, string>>,
    role: string,
    body: unknown,
  ): ProbeHttpResponse {
    const person = body as { email: string; password: string };
    if (where === "/auth/v1/signup") {
      if (running.signupStatus >= 300) return json(running.signupStatus, { msg: "Signups not allowed" });
      const first = "user-1";
      users.set(first, person);
      return json(200, { access_token: `user:${first}`, user: { id: first } });
    }
    if (where === "/auth/v1/token" && query === "grant_type=password") {
      const [found] =
        [...users].find(([, one]) => one.email === person.email && one.password === person.password) ?? [];
      return found === undefined
        ? json(400, { error_code: "invalid_credentials", msg: "Invalid login credentials" })
        : json(200, { access_token: `user:${found}` });
    }
    if (where === "/auth/v1/user") {
      const user = users.get((headers.authorization ?? "").replace("Bearer user:", ""));
      return user === undefined ? json(403, { msg: "bad_jwt" }) : json(200, { email: user.email });
    }
    if (role !== "service_role") return json(403, { error_code: "not_admin", msg: "User not allowed" });
    if (where === "/auth/v1/admin/users" && method === "POST") {
      users.set("user-2", person);
      return json(200, { id: "user-2" });
    }
    if (!running.deletesUsers)
      return json(500, { error_code: "unexpected_failure", msg: "Database error deleting user" });
    users.delete(where.split("/").at(-1) ?? "");
    return json(200, {});
  }

  function storage(
    where: string,
    method: string,
    role: string | undefined,
    body: unknown,
  ): ProbeHttpResponse {
    const [kind, ...parts] = where.replace("/storage/v1/", "").split("/");
    if (kind === "bucket" && method === "POST") {
      if (role !== "service_role")
        return json(400, { message: "new row violates row-level security policy" });
      buckets.add((body as { id: string }).id);
      return json(200, {});
    }
    if (kind === "bucket") return buckets.delete(parts[0] ?? "") ? json(200, {}) : json(404, {});
    const name = parts.filter((part) => part !== "authenticated").join("/");
    if (method === "POST") {
      if (running.storesFiles === "never") return json(500, { message: "no space left on device" });
      files.set(name, running.storesFiles === "right" ? JSON.stringify(body) : "other");
      return json(200, { Key: name });
    }
    if (method === "DELETE")
      return files.delete(name) ? json(200, {}) : json(400, { message: "Object not found" });
    const text = files.get(name);
    const allowed = role === "service_role" || running.filesOpen;
    return text === undefined || !allowed
      ? json(400, { message: "Object not found" })
      : { status: 200, text, headers: {} };
  }

  const context: ProbeContext = {
    secrets,
    notes: new Map(),
    http: async (request) => answer(request),
    async websocket({ path, send }) {
      const key = new URLSearchParams(path.split("?")[1]).get("apikey") ?? undefined;
      const taken = roleOf(key) !== undefined || running.realtime === "opens to all";
      if (!taken) return { accepted: false, status: 401, text: '{"message":"No API key found in request"}' };
      if (running.realtime === "refuses") return { accepted: false, status: 403, text: "" };
      const { topic, ref } = JSON.parse(send) as { topic: string; ref: string };
      const status = running.realtime === "silent" ? "error" : "ok";
      return {
        accepted: true,
        text: JSON.stringify({ topic, ref, event: "phx_reply", payload: { status } }),
      };
    },
    async exec({ command, environment }) {
      if (command[1] === "-S") return { exitCode: running.dockerSocket ? 0 : 1, stdout: "", stderr: "" };
      if (command[0] === "node") {
        return running.analytics === null
          ? { exitCode: 1, stdout: "", stderr: "connect ECONNREFUSED 10.0.0.9:4000" }
          : { exitCode: 0, stdout: `${running.analytics.join(" ")}\n`, stderr: "" };
      }
      if (command[0] === "wget") {
        const asked = command.at(-1)?.includes("imgproxy") ? "imgproxy" : "vector";
        return running.well.includes(asked)
          ? { exitCode: 0, stdout: "ok", stderr: "" }
          : { exitCode: 1, stdout: "", stderr: "wget: bad address" };
      }
      if (command[0] === "test") return { exitCode: running.sample === null ? 1 : 0, stdout: "", stderr: "" };
      const option = (name: string) => command[command.indexOf(name) + 1] ?? "";
      const pooled = option("-h") === "supavisor";
      const user = option("-U");
      const known = pooled
        ? user === running.poolerUser && running.poolerPorts.includes(Number(option("-p")))
        : true;
      const password = running.rolePasswords[user] ?? running.keys.postgresPassword;
      if (known && (running.trusts || environment?.PGPASSWORD === password)) {
        return { exitCode: 0, stdout: "42\n", stderr: "" };
      }
      const said = known ? `password authentication failed for user "${user}"` : "Tenant or user not found";
      return { exitCode: 2, stdout: "", stderr: `psql: error: FATAL:  ${said}\nmore` };
    },
  };
  return { context, asked, left: () => ({ users: users.size, files: files.size, buckets: buckets.size }) };
}
