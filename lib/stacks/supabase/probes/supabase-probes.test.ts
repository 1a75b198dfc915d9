import { describe, expect, it } from "vitest";
import type { RunningSupabase } from "@/lib/stacks/supabase/probes/test-support/fake-supabase";
import {
  failures,
  healthy,
  mail,
  others,
  outcomes,
  secrets,
} from "@/lib/stacks/supabase/probes/test-support/probe-outcomes";

const NOTHING_LEFT = { users: 0, files: 0, buckets: 0 };

describe("the probes of Supabase", () => {
  it("are green on a healthy stack, and leave nothing behind", async () => {
    const { results, left } = await outcomes({});
    expect(Object.entries(results).filter(([, { ok }]) => !ok)).toEqual([]);
    expect(Object.keys(results)).toEqual([
      "database-password",
      "no-key",
      "anon-rest",
      "service-role",
      "newer-keys",
      "meta",
      "user",
      "studio",
      "storage",
      "imgproxy",
      "realtime",
      "functions",
      "pooler-session",
      "pooler-transaction",
    ]);
    expect(left).toEqual(NOTHING_LEFT);
    expect(results["anon-rest"]?.detail).toBe("The anon key reads the table todos");
    expect(results.studio?.detail).toBe("401 without it; supabase gets in, and 2 more");
    expect(results["database-password"]?.detail).toBe("7 roles; a wrong password is refused");
  });

  it("follow what is switched on", async () => {
    const lite = await outcomes({}, { profile: "lite" });
    expect(Object.keys(lite.results)).toEqual([
      "database-password",
      "no-key",
      "anon-rest",
      "service-role",
      "newer-keys",
      "meta",
      "user",
      "studio",
    ]);
    const full = await outcomes({}, { profile: "full" });
    expect(Object.keys(full.results).slice(-2)).toEqual(["analytics", "vector"]);
    expect(full.results.analytics?.detail).toBe("The token is taken; another one gets status 401");
    const closed = await outcomes({}, { newerKeys: false, emailSignup: false, realtimeSwitch: "off" });
    for (const id of ["newer-keys", "user", "realtime"])
      expect(Object.keys(closed.results)).not.toContain(id);
  });

  it("tell a database without a table, and one that is closed, from a refused key", async () => {
    const details = async (table: RunningSupabase["table"]) =>
      (await outcomes({ table })).results["anon-rest"];
    expect(await details(null)).toEqual({
      ok: true,
      detail: "The anon key is taken; there is no table to read yet",
    });
    expect(await details({ name: "secrets", readable: false })).toEqual({
      ok: true,
      detail: "The anon key is taken; the table secrets is not open to it",
    });
    expect(await failures({ restRefuses: "everybody" })).toMatchObject({
      "anon-rest":
        "REST checks with another JWT secret than the one that signed the stack's anon key: status 401 PGRST301, “No suitable key or wrong key type”",
      "service-role": expect.stringContaining("signed the stack's service_role key: status 401 PGRST301"),
    });
  });

  it("have the service key make the user where nobody may sign up, or a mail would be sent", async () => {
    for (const input of [{ disableSignup: true }, mail]) {
      const { results, asked, left } = await outcomes({ signupStatus: 422 }, input);
      expect(results.user).toEqual({
        ok: true,
        detail: "Made by the service_role key, signed in, read, deleted",
      });
      expect(asked).not.toContain("POST /auth/v1/signup");
      expect(left).toEqual(NOTHING_LEFT);
    }
    const { asked } = await outcomes({}, { ...mail, emailAutoconfirm: true });
    expect(asked).toContain("POST /auth/v1/signup");
  });

  it("find a stack that runs with another stack's keys", async () => {
    const keys = { ...others, postgresPassword: secrets.postgresPassword ?? "" };
    const found = await failures({ keys });
    expect(found).toMatchObject({
      "anon-rest": "The gateway does not know the stack's anon key: status 401, “Unauthorized”",
      "service-role": "The gateway does not know the stack's service_role key: status 401, “Unauthorized”",
    });
    expect(Object.keys(found)).toEqual([
      "anon-rest",
      "service-role",
      "newer-keys",
      "meta",
      "user",
      "storage",
      "realtime",
    ]);
  });

  it("find newer keys of another stack behind the right old ones", async () => {
    const { publishableKey = "", secretKey = "", jwtJwks = "" } = others;
    const keys = { ...secrets, publishableKey };
    expect(await failures({ keys })).toEqual({
      "newer-keys": expect.stringContaining("The publishable key got status 401"),
    });
    expect(await failures({ keys: { ...secrets, secretKey } })).toEqual({
      "newer-keys": expect.stringContaining("The secret key got status 401"),
    });
    expect(await failures({ jwks: jwtJwks })).toEqual({
      "newer-keys": expect.stringContaining("other public keys"),
    });
    expect(await failures({ jwks: '{"keys":[]}' })).toEqual({
      "newer-keys": expect.stringContaining("no public key"),
    });
  });

  it("find what is open to everybody", async () => {
    const gateway = await outcomes({ gatewayOpen: true });
    expect(gateway.results["no-key"]).toMatchObject({
      ok: false,
      fix: expect.stringMatching(/^Stop the stack/),
    });
    expect(gateway.results["service-role"]).toMatchObject({ ok: false });
    expect(gateway.results.meta).toMatchObject({ ok: false, fix: expect.stringMatching(/^Stop the stack/) });
    const studio = await outcomes({ studioOpen: true });
    expect(studio.results.studio).toMatchObject({ ok: false, fix: expect.stringMatching(/^Stop the stack/) });
    expect(await failures({ trusts: true })).toEqual({
      "database-password": "postgres signs in with a wrong password too",
    });
    expect(await failures({ filesOpen: true })).toEqual({
      storage: expect.stringContaining("for a private file"),
    });
    expect(await failures({ realtime: "opens to all" })).toEqual({
      realtime: "Without a key, the socket was opened",
    });
  });

  it("find a password that the database does not have, by role", async () => {
    const { results } = await outcomes({ rolePasswords: { authenticator: "old", pgbouncer: "old" } });
    expect(results["database-password"]).toEqual({
      ok: false,
      detail:
        'authenticator, pgbouncer: psql: error: FATAL:  password authentication failed for user "authenticator"',
      fix: expect.stringContaining("keeps the passwords of its first start"),
    });
  });

  it("find a Studio with other users", async () => {
    expect(await failures({ logins: healthy.logins.slice(0, 2) })).toEqual({
      studio: "With the password of zoë, Studio answered status 401, “Unauthorized”",
    });
    expect(await failures({ logins: [] })).toEqual({
      studio: "With the password of supabase, Studio answered status 401, “Unauthorized”",
    });
  });

  it("name what fails of a user, and delete it all the same", async () => {
    expect(await failures({ signupStatus: 422 })).toEqual({
      user: "Signing up answered status 422, “Signups not allowed”",
    });
    const refused = await outcomes({ restRefuses: "users" });
    expect(refused.results.user).toMatchObject({
      ok: false,
      detail: expect.stringContaining("The user's token got status 401"),
    });
    expect(refused.left).toEqual(NOTHING_LEFT);
    const kept = await outcomes({ deletesUsers: false });
    expect(kept.results.user).toMatchObject({
      ok: false,
      detail: "deleting the user answered status 500, “unexpected_failure”",
      fix: expect.stringMatching(/^Delete slipway-probe-.*@example.com in Studio/),
    });
  });

  it("name what fails of files, and remove bucket and file all the same", async () => {
    const wrong = await outcomes({ storesFiles: "wrong" });
    expect(wrong.results.storage).toMatchObject({
      ok: false,
      detail: expect.stringContaining("not those written"),
    });
    expect(wrong.left).toEqual(NOTHING_LEFT);
    const never = await outcomes({ storesFiles: "never" });
    expect(never.results.storage).toMatchObject({
      ok: false,
      detail: "Writing a file answered status 500, “no space left on device”",
    });
    expect(never.left).toEqual(NOTHING_LEFT);
  });

  it("name what fails of sockets, functions, logins and the description of the database", async () => {
    expect(await failures({ realtime: "refuses" })).toEqual({
      realtime: "The socket was refused with status 403",
    });
    expect(await failures({ realtime: "silent" })).toEqual({
      realtime: expect.stringContaining('"status":"error"'),
    });
    expect(await failures({ sample: { status: 503, text: "name resolution failed" } })).toEqual({
      functions: "The function hello got status 503, “name resolution failed”",
    });
    expect(await failures({ sample: null, functionsStatus: 502 })).toEqual({
      functions: expect.stringContaining("The runtime got status 502"),
    });
    expect(await failures({ poolerPorts: [5432] })).toEqual({
      "pooler-transaction": "postgres.main: psql: error: FATAL:  Tenant or user not found",
    });
    expect(Object.keys(await failures({ poolerUser: "postgres.main" }, { poolerTenantId: "other" }))).toEqual(
      ["pooler-session", "pooler-transaction"],
    );
    expect(await failures({ metaStatus: 500 })).toEqual({
      meta: expect.stringContaining("/pg/schemas answered the service_role key with status 500"),
    });
  });

  it("name what fails inside the stack", async () => {
    expect(await failures({ well: [] }, { profile: "full" })).toEqual({
      imgproxy: "imgproxy:5001 does not answer: wget: bad address",
      vector: "127.0.0.1:9001 does not answer: wget: bad address",
    });
    expect(await failures({ dockerSocket: false }, { profile: "full" })).toEqual({
      vector: "/var/run/docker.sock of this server is no socket",
    });
    const analytics = async (answers: RunningSupabase["analytics"]) =>
      (await failures({ analytics: answers }, { profile: "full" })).analytics;
    expect(await analytics(null)).toBe("Studio does not reach it: connect ECONNREFUSED 10.0.0.9:4000");
    expect(await analytics([401, 401])).toBe("The stack's token got status 401");
    expect(await analytics([502, 401])).toBe("The stack's token got status 502");
    expect(await analytics([200, 200])).toBe("Another token got status 200, not 401");
    expect(await analytics([400, 403])).toBeUndefined();
  });

  it("take functions that the person changed or deleted", async () => {
    const detail = async (sample: RunningSupabase["sample"]) =>
      (await outcomes({ sample })).results.functions;
    expect(await detail({ status: 200, text: "mine" })).toEqual({
      ok: true,
      detail: "The function hello answers with a text of yours",
    });
    expect(await detail(null)).toEqual({
      ok: true,
      detail: "The runtime answers; the sample hello was deleted",
    });
  });

  it("say no secret in what they report", async () => {
    const reported = [
      healthy,
      { ...healthy, keys: others },
      { ...healthy, restRefuses: "everybody" as const },
    ];
    for (const running of reported) {
      const text = JSON.stringify((await outcomes(running)).results);
      for (const [name, value] of Object.entries(secrets)) expect(text.includes(value), name).toBe(false);
    }
  });
});
