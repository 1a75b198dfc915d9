import type { DataChange, DataCommand } from "@/lib/stacks/kind";
import { postgresValues } from "@/lib/stacks/postgres-values";
import { DATABASE_ADMIN, databaseCommand } from "@/lib/stacks/supabase/database-command";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { SERVICE_ROLES } from "@/lib/stacks/supabase/files/first-boot-sql";
import {
  DATABASE_HOST,
  DATABASE_PORT,
  INTERNAL_DATABASE_NAME,
} from "@/lib/stacks/supabase/services/service-context";

/** Upstream's own script gives these the stack's password; not each of them is there in every version. */
const ROLES = [
  DATABASE_ADMIN,
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
  const url = `postgresql://${DATABASE_ADMIN}:${password}@${DATABASE_HOST}:${DATABASE_PORT}/${INTERNAL_DATABASE_NAME}`;
  const values = postgresValues({ password, analytics_url: url });
  return databaseCommand(INTERNAL_DATABASE_NAME, [SET_PASSWORD], values);
}
