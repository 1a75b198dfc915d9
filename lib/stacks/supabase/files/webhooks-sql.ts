/** Who may send requests from SQL, and call the trigger of webhooks. */
const API_ROLES = "postgres, anon, authenticated, service_role";

/** Opens what pg_net offers to those roles alone; stands twice, for now and for an extension that is made anew later. */
const PG_NET_GRANTS = `grant usage on schema net to supabase_functions_admin, ${API_ROLES};
${["net.http_get(text, jsonb, jsonb, integer)", "net.http_post(text, jsonb, jsonb, jsonb, integer)"]
  .flatMap((name) => [
    `alter function ${name} security definer;`,
    `alter function ${name} set search_path = net;`,
    `revoke all on function ${name} from public;`,
    `grant execute on function ${name} to supabase_functions_admin, ${API_ROLES};`,
  ])
  .join("\n")}`;

const SCHEMA = `create schema supabase_functions authorization supabase_admin;
grant usage on schema supabase_functions to ${API_ROLES};
${["tables", "functions", "sequences"]
  .map(
    (kind) => `alter default privileges in schema supabase_functions grant all on ${kind} to ${API_ROLES};`,
  )
  .join("\n")}

create table supabase_functions.migrations (
  version text primary key,
  inserted_at timestamptz not null default now()
);
insert into supabase_functions.migrations (version) values ('initial'), ('20210809183423_update_grants');

create table supabase_functions.hooks (
  id bigserial primary key,
  hook_table_id integer not null,
  hook_name text not null,
  created_at timestamptz not null default now(),
  request_id bigint
);
create index supabase_functions_hooks_request_id_idx on supabase_functions.hooks using btree (request_id);
create index supabase_functions_hooks_h_table_id_h_name_idx
  on supabase_functions.hooks using btree (hook_table_id, hook_name);
comment on table supabase_functions.hooks is 'One row for each request that a webhook has sent.';`;

/** Arguments of a trigger are texts: one that is left out is missing, empty or the word null. */
const HTTP_REQUEST = `create function supabase_functions.http_request() returns trigger language plpgsql as $function$
declare
  url text := nullif(tg_argv[0], 'null');
  method text := nullif(tg_argv[1], 'null');
  headers jsonb := coalesce(nullif(nullif(tg_argv[2], 'null'), ''), '{"Content-Type": "application/json"}')::jsonb;
  params jsonb := coalesce(nullif(nullif(tg_argv[3], 'null'), ''), '{}')::jsonb;
  timeout_ms integer := coalesce(nullif(nullif(tg_argv[4], 'null'), ''), '1000')::integer;
  request_id bigint;
begin
  if coalesce(url, '') = '' then
    raise exception 'the webhook % has no url', tg_name;
  end if;
  if coalesce(method, '') = '' then
    raise exception 'the webhook % has no method', tg_name;
  end if;
  if method = 'GET' then
    request_id := net.http_get(url, params, headers, timeout_ms);
  elsif method = 'POST' then
    request_id := net.http_post(
      url,
      jsonb_build_object(
        'old_record', old, 'record', new, 'type', tg_op, 'table', tg_table_name, 'schema', tg_table_schema
      ),
      params, headers, timeout_ms
    );
  else
    raise exception 'the webhook % has the method %, which is neither GET nor POST', tg_name, method;
  end if;
  insert into supabase_functions.hooks (hook_table_id, hook_name, request_id) values (tg_relid, tg_name, request_id);
  return new;
end
$function$;`;

const ADMIN = `do $do$
begin
  if not exists (select from pg_roles where rolname = 'supabase_functions_admin') then
    create role supabase_functions_admin noinherit createrole login noreplication;
  end if;
end
$do$;
grant all privileges on schema supabase_functions to supabase_functions_admin;
grant all privileges on all tables in schema supabase_functions to supabase_functions_admin;
grant all privileges on all sequences in schema supabase_functions to supabase_functions_admin;
alter role supabase_functions_admin set search_path = supabase_functions;
alter table supabase_functions.migrations owner to supabase_functions_admin;
alter table supabase_functions.hooks owner to supabase_functions_admin;
alter function supabase_functions.http_request() owner to supabase_functions_admin;
grant supabase_functions_admin to postgres;

-- What older images had for pg_net.
do $do$
begin
  if exists (select from pg_roles where rolname = 'supabase_pg_net_admin') then
    reassign owned by supabase_pg_net_admin to supabase_admin;
    drop owned by supabase_pg_net_admin;
    drop role supabase_pg_net_admin;
  end if;
end
$do$;`;

const PG_NET_ACCESS = `do $do$
begin
  if exists (select from pg_extension where extname = 'pg_net') then
${indented(PG_NET_GRANTS, 4)}
  end if;
end
$do$;

-- The same when a person drops pg_net and makes it again.
create or replace function extensions.grant_pg_net_access() returns event_trigger language plpgsql as $function$
begin
  if exists (
    select from pg_event_trigger_ddl_commands() as command
      join pg_extension as extension on command.objid = extension.oid
     where extension.extname = 'pg_net'
  ) then
${indented(PG_NET_GRANTS, 4)}
  end if;
end
$function$;
comment on function extensions.grant_pg_net_access is 'Opens pg_net to the roles of the API.';
do $do$
begin
  if not exists (select from pg_event_trigger where evtname = 'issue_pg_net_access') then
    create event trigger issue_pg_net_access on ddl_command_end when tag in ('CREATE EXTENSION')
      execute function extensions.grant_pg_net_access();
  end if;
end
$do$;`;

const TRIGGER_ACCESS = `alter function supabase_functions.http_request() security definer;
alter function supabase_functions.http_request() set search_path = supabase_functions;
revoke all on function supabase_functions.http_request() from public;
grant execute on function supabase_functions.http_request() to ${API_ROLES};`;

/** Database webhooks: all in one transaction, run as a superuser, since only one may make an event trigger. */
export const webhooksSql = `-- Database webhooks: triggers that send a request for each changed row.
begin;

create extension if not exists pg_net with schema extensions;

${[SCHEMA, HTTP_REQUEST, ADMIN, PG_NET_ACCESS, TRIGGER_ACCESS].join("\n\n")}

commit;
`;

function indented(text: string, spaces: number): string {
  return text.replace(/^/gm, " ".repeat(spaces));
}
