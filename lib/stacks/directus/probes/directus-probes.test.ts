import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { directus } from "@/lib/stacks/directus/directus";
import type { ProbeContext, ProbeHttpResponse, ProbeOutcome } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { validatedSettings } from "@/lib/stacks/validated-settings";

const secrets = secretsForKind(directus, seededRandom("probes"), new Date(0));

/** A Directus as the probes see it: what it answers follows from its own secrets, not from the stack's. */
type Running = {
  signingSecret: string;
  adminPassword: string;
  verifies: boolean;
  databasePassword: string;
  redisPassword: string;
  postgis: string;
  sqliteOutput: string;
};

const healthy: Running = {
  signingSecret: secrets.secret ?? "",
  adminPassword: secrets.adminPassword ?? "",
  verifies: true,
  databasePassword: secrets.databasePassword ?? "",
  redisPassword: secrets.redisPassword ?? "",
  postgis: "3.5.2",
  sqliteOutput: "3046001\n",
};

const key = (secret: string) => new TextEncoder().encode(secret);
const answer = (status: number, body: unknown): ProbeHttpResponse => ({
  status,
  text: typeof body === "string" ? body : JSON.stringify(body),
  headers: {},
});
const refusal = (status: number, code: string) =>
  answer(status, { errors: [{ message: "refused", extensions: { code } }] });

function context(running: Running): ProbeContext {
  let issued = "";
  return {
    secrets,
    notes: new Map(),
    async http({ path, json, headers }) {
      if (path === "/server/ping") return answer(200, "pong");
      if (path === "/auth/login") {
        if ((json as { password: string }).password !== running.adminPassword)
          return refusal(401, "INVALID_CREDENTIALS");
        issued = await new SignJWT({ id: "u", role: "r", app_access: true, admin_access: true })
          .setProtectedHeader({ alg: "HS256", typ: "JWT" })
          .setIssuer("directus")
          .sign(key(running.signingSecret));
        return answer(200, { data: { access_token: issued, expires: 900_000, refresh_token: "x" } });
      }
      const known = headers?.authorization === `Bearer ${issued}`;
      if (!known && running.verifies) return refusal(401, "INVALID_CREDENTIALS");
      return answer(200, { data: { id: "u", email: "admin@example.com" } });
    },
    websocket: () => Promise.reject(new Error("Directus' probes open no WebSocket")),
    async exec({ command, environment }) {
      const done = (stdout: string) => ({ exitCode: 0, stdout, stderr: "" });
      if (command[0] === "psql") {
        if (environment?.PGPASSWORD !== running.databasePassword) {
          return { exitCode: 2, stdout: "", stderr: "FATAL:  password authentication failed\n" };
        }
        return done(`17.6|${running.postgis}\n`);
      }
      if (command[0] === "redis-cli") {
        return done(
          environment?.REDISCLI_AUTH === running.redisPassword
            ? "PONG\n"
            : "NOAUTH Authentication required.\n",
        );
      }
      return done(running.sqliteOutput);
    },
  };
}

async function outcomes(
  change: Partial<Running>,
  input: Settings = {},
): Promise<Record<string, ProbeOutcome>> {
  const settings = validatedSettings(directus, input, secrets);
  const run = context({ ...healthy, ...change });
  const results: Record<string, ProbeOutcome> = {};
  for (const probe of directus.probes) {
    if (probe.applies?.(settings as never, { mode: "private" }) === false) continue;
    results[probe.id] = await probe.run(run, {
      name: "shop",
      settings: settings as never,
      secrets,
      access: { mode: "private" },
    });
  }
  return results;
}

const failedIds = (results: Record<string, ProbeOutcome>) =>
  Object.entries(results).flatMap(([id, { ok }]) => (ok ? [] : [id]));

describe("the probes of Directus", () => {
  it("are green on a healthy stack, on either database", async () => {
    const postgis = await outcomes({});
    expect(failedIds(postgis)).toEqual([]);
    expect(Object.keys(postgis)).toEqual([
      "ping",
      "sign-in",
      "current-user",
      "token-signature",
      "postgres-version",
      "redis-ping",
    ]);
    expect(postgis["postgres-version"]?.detail).toBe("PostgreSQL 17.6, PostGIS 3.5.2");
    const sqlite = await outcomes({}, { database: "sqlite" });
    expect(failedIds(sqlite)).toEqual([]);
    expect(sqlite["sqlite-version"]?.detail).toBe("SQLite 3.46.1");
  });

  it("notice another admin password, and say that it counts at the first start only", async () => {
    const results = await outcomes({ adminPassword: "changed" });
    expect(failedIds(results)).toEqual(["sign-in", "current-user", "token-signature"]);
    expect(results["sign-in"]).toMatchObject({
      detail: expect.stringContaining("INVALID_CREDENTIALS"),
      fix: expect.stringContaining("first start only"),
      // Directus suspends an account that is tried with wrong passwords too often.
      final: true,
    });
  });

  it("notice tokens under another secret", async () => {
    expect(failedIds(await outcomes({ signingSecret: "another-secret-that-is-long-enough-too" }))).toEqual([
      "token-signature",
    ]);
  });

  it("notice a server that accepts forged tokens", async () => {
    const results = await outcomes({ verifies: false });
    expect(failedIds(results)).toEqual(["token-signature"]);
    expect(results["token-signature"]?.detail).toContain("instead of 401 or 403");
  });

  it("notice other passwords of database and Redis, and a missing PostGIS", async () => {
    expect(failedIds(await outcomes({ databasePassword: "x", redisPassword: "y" }))).toEqual([
      "postgres-version",
      "redis-ping",
    ]);
    expect(failedIds(await outcomes({ postgis: "" }))).toEqual(["postgres-version"]);
  });

  it.each(["", "0\n", "nonsense"])("notice a database file that is none (%j)", async (sqliteOutput) => {
    expect(failedIds(await outcomes({ sqliteOutput }, { database: "sqlite" }))).toEqual(["sqlite-version"]);
  });

  it("show no secret in what they say", async () => {
    const said = JSON.stringify([
      await outcomes({}),
      await outcomes({
        adminPassword: "a",
        databasePassword: "b",
        redisPassword: "c",
        signingSecret: "d".repeat(40),
      }),
    ]);
    for (const value of Object.values(secrets)) expect(said).not.toContain(value);
  });
});
