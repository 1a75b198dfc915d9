import { expect, it } from "vitest";
import { firstBootFiles } from "@/lib/stacks/supabase/files/first-boot";

const content = (name: string) => firstBootFiles.find((file) => file.name === name)?.content ?? "";

it("has upstream's files at upstream's places, in the order in which the image runs them", () => {
  const folder = "/docker-entrypoint-initdb.d";
  expect(firstBootFiles.map(({ name, target }) => [name, target])).toEqual([
    ["webhooks", `${folder}/init-scripts/98-webhooks.sql`],
    ["jwt", `${folder}/init-scripts/99-jwt.sql`],
    ["roles", `${folder}/init-scripts/99-roles.sql`],
    ["_supabase", `${folder}/migrations/97-_supabase.sql`],
    ["logs", `${folder}/migrations/99-logs.sql`],
    ["pooler", `${folder}/migrations/99-pooler.sql`],
    ["realtime", `${folder}/migrations/99-realtime.sql`],
  ]);
});

it("gives the stack's password to each login role of a service", () => {
  const roles = [...content("roles").matchAll(/^alter role (\S+) with password :'password';$/gm)];
  expect(roles.map(([, role]) => role)).toEqual([
    "authenticator",
    "pgbouncer",
    "supabase_auth_admin",
    "supabase_functions_admin",
    "supabase_storage_admin",
  ]);
});

it("makes every schema of the services where they look for it", () => {
  const schemas = { logs: "_analytics", pooler: "_supavisor", realtime: "_realtime" };
  for (const [name, schema] of Object.entries(schemas)) {
    const internal = name === "realtime" ? "" : "\\connect _supabase\n";
    expect(content(name)).toContain(`${internal}create schema if not exists ${schema};\n`);
    expect(content(name)).toContain(`alter schema ${schema} owner to :"owner";`);
  }
  expect(content("_supabase")).toContain('create database _supabase with owner :"owner";');
  expect(content("jwt")).toContain(`alter database :"database" set "app.settings.jwt_exp" to :'lifetime';`);
});

it("makes webhooks in one transaction, with all who use them", () => {
  const sql = content("webhooks");
  expect(sql).toMatch(/^-- .*\nbegin;\n[\s\S]*\ncommit;\n$/);
  for (const name of ["supabase_functions.migrations", "supabase_functions.hooks"]) {
    expect(sql).toContain(`create table ${name} (`);
    expect(sql).toContain(`alter table ${name} owner to supabase_functions_admin;`);
  }
  const callers = "postgres, anon, authenticated, service_role";
  expect(sql).toContain(`grant execute on function supabase_functions.http_request() to ${callers};`);
  // Once for the extension as it is now, once for one that is made anew.
  const opened =
    "grant execute on function net.http_post(text, jsonb, jsonb, jsonb, integer) to supabase_functions_admin";
  expect(sql.split(opened)).toHaveLength(3);
  expect(sql).toContain("create event trigger issue_pg_net_access on ddl_command_end");
});

it("reads each value from the environment, by names that the database has", () => {
  const read = firstBootFiles.flatMap((file) =>
    [...file.content.matchAll(/^\\getenv (\S+) (\S+)$/gm)].map(([, , name]) => name),
  );
  expect(new Set(read)).toEqual(new Set(["POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "JWT_EXP"]));
  for (const { content: text } of firstBootFiles) expect(text).not.toMatch(/\r|`|\$\{/);
});
