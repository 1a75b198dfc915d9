-- PostgREST keeps what it read of the schema until it is told that something has changed.
create function extensions.pgrst_ddl_watch() returns event_trigger language plpgsql as $$
begin
  notify pgrst, 'reload schema';
end $$;
create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_ddl_watch();

-- The public entry to GraphQL calls the extension's resolver from when it is there.
create function extensions.grant_pg_graphql_access() returns event_trigger language plpgsql security definer as $$
begin
  if exists (select from pg_event_trigger_ddl_commands() c join pg_extension e on e.oid = c.objid
      where c.classid = 'pg_extension'::regclass and e.extname = 'pg_graphql') then
    create or replace function graphql_public.graphql("operationName" text default null, query text default null,
      variables jsonb default null, extensions jsonb default null) returns jsonb language sql as
      'select graphql.resolve(query, coalesce(variables, ''{}''), "operationName", extensions)';
    grant usage on schema graphql to postgres, anon, authenticated, service_role;
    grant execute on all functions in schema graphql to postgres, anon, authenticated, service_role;
  end if;
end $$;
create event trigger issue_pg_graphql_access on ddl_command_end when tag in ('CREATE EXTENSION')
  execute function extensions.grant_pg_graphql_access();

-- They go on working when postgres is no superuser any more.
alter function extensions.pgrst_ddl_watch() owner to supabase_admin;
alter function extensions.grant_pg_graphql_access() owner to supabase_admin;
alter event trigger pgrst_ddl_watch owner to supabase_admin;
alter event trigger pgrst_drop_watch owner to supabase_admin;
alter event trigger issue_pg_graphql_access owner to supabase_admin;
