import { describe, expect, it } from "vitest";
import { supabaseFailures } from "@/lib/stacks/supabase/failures";
import { supabaseSecrets } from "@/lib/stacks/supabase/secrets";

function named(service: string, line: string): string | undefined {
  for (const { services, says, reason } of supabaseFailures) {
    const match = services === undefined || services.includes(service) ? says.exec(line) : null;
    if (match !== null) return reason(match);
  }
  return undefined;
}

describe("what Supabase's services say when they cannot run", () => {
  it.each([
    [
      "db",
      'psql:/docker-entrypoint-initdb.d/init-scripts/98-webhooks.sql:7: ERROR:  role "a" does not exist',
      'did not get through its first start: init-scripts/98-webhooks.sql ended with “role "a" does not exist”',
    ],
    [
      "db",
      'initdb: error: could not write to file "pg_wal/xlogtemp.42": No space left on device',
      "has no room left for its data",
    ],
    [
      "db",
      "DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 17.6.",
      "finds data of PostgreSQL 15 and is version 17",
    ],
    [
      "auth",
      'failed to connect to `host=db user=supabase_auth_admin`: FATAL: password authentication failed for user "supabase_auth_admin" (SQLSTATE 28P01)',
      "cannot sign in to the database: it has another password for supabase_auth_admin than the stack",
    ],
    [
      "supavisor",
      '** (Postgrex.Error) FATAL 3D000 (invalid_catalog_name) database "_supabase" does not exist',
      "misses what the database's first start makes: that was not brought to its end",
    ],
    [
      "supavisor",
      '** (ErlangError) Erlang error: {:badarg, {~c"api_ng.c", 227}, ~c"Unknown cipher or invalid key size"}',
      "cannot use its encryption key: VAULT_ENC_KEY must have exactly 32 bytes",
    ],
    [
      "realtime",
      '** (ErlangError) Erlang error: {:badarg, {"api_ng.c", 245}, "Bad key"}',
      "cannot use its encryption key: REALTIME_DB_ENC_KEY must have exactly 16 bytes",
    ],
  ])("%s: %s", (service, line, reason) => {
    expect(named(service, line)).toBe(reason);
  });

  it("names fields that there are", () => {
    const fields = supabaseFailures.flatMap(({ field }) => field ?? []);
    expect(fields).toHaveLength(3);
    for (const field of fields) expect(Object.keys(supabaseSecrets)).toContain(field.replace("secrets.", ""));
  });

  it("is no cause when it is said of somebody else, or of nothing", () => {
    expect(named("auth", "Unknown cipher or invalid key size")).toBeUndefined();
    expect(named("db", "database system is ready to accept connections")).toBeUndefined();
    expect(named("db", 'ERROR:  relation "todos" does not exist at character 15')).toBeUndefined();
  });
});
