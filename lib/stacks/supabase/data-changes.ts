import type { DataChange, DataCommand } from "@/lib/stacks/kind";
import { postgresValues } from "@/lib/stacks/postgres-values";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { SERVICE_ROLES } from "@/lib/stacks/supabase/files/first-boot-sql";
import {
  DATABASE_HOST,
  DATABASE_PORT,
  INTERNAL_DATABASE_NAME,
} from "@/lib/stacks/supabase/services/service-context";

const ADMIN = "supabase_admin";

/** Upstream's own script gives these the stack's password; not each of them is there in every version. */
const ROLES = [
  ADMIN,
  "postgres",
  ...SERVICE_ROLES,
  ...["anon", "authenticated", "service_role", "dashboard_user", "supabase_replication_admin"],
];

/**
 * All roles or none: one statement is one transaction. The log analytics keep their own connection string in a table
 * that they make themselves, of which only the form that upstream's script knows is touched. The pooler and Realtime make
 * their tenants anew when they start. What the server may log is this text, without a value.
 */
const SET_PASSWORD = `do $change$
declare
  role name;
begin
  for role in select rolname from pg_roles where rolname = any (array['${ROLES.join("', '")}']) loop
    execute format('alter role %I with password %L', role, current_setting('slipway.password'));
  end loop;
  if exists (
    select from information_schema.columns
    where table_schema = '_analytics' and table_name = 'source_backends' and column_name = 'config'
  ) then
    update _analytics.source_backends
    set config = jsonb_set(config::jsonb, '{url}', to_jsonb(current_setting('slipway.analytics_url')))
    where type::text = 'postgres';
  end if;
end $change$`;

/** By loopback, where the image lets whoever is inside the container in: it works whatever password the roles have. */
const COMMAND = [
  ...["psql", "-h", "127.0.0.1", "-p", DATABASE_PORT, "-U", ADMIN, "-d", INTERNAL_DATABASE_NAME],
  ...["-X", "-w", "-q", "-c", SET_PASSWORD],
];

/** PostgreSQL keeps its roles' passwords with its data: the variable counts at the first start only. */
export function supabaseDataChanges(before: SupabaseInput, after: SupabaseInput): readonly DataChange[] {
  const [old, now] = [before.secrets.postgresPassword, after.secrets.postgresPassword];
  if (old === undefined || now === undefined || old === now) return [];
  return [
    {
      service: "db",
      title: "password of postgres and of every role of the services",
      ...setPassword(now),
      undo: setPassword(old),
    },
  ];
}

function setPassword(password: string): DataCommand {
  const url = `postgresql://${ADMIN}:${password}@${DATABASE_HOST}:${DATABASE_PORT}/${INTERNAL_DATABASE_NAME}`;
  return { command: COMMAND, environment: postgresValues({ password, analytics_url: url }) };
}
