create schema extensions authorization postgres;
create schema auth authorization supabase_auth_admin;
create schema storage authorization supabase_storage_admin;
create schema realtime authorization supabase_admin;
create schema pgbouncer authorization pgbouncer;
create schema graphql_public authorization supabase_admin;
create schema vault authorization supabase_admin;

create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_stat_statements with schema extensions;
create publication supabase_realtime;

grant usage on schema public, extensions, auth, storage to postgres, anon, authenticated, service_role;
grant usage on schema realtime, graphql_public to postgres, anon, authenticated, service_role;
grant all on schema public to postgres, supabase_auth_admin, supabase_storage_admin;
grant all on schema auth, storage, extensions to dashboard_user, postgres;
grant all on schema realtime to supabase_realtime_admin;
select format('grant create on database %I to supabase_auth_admin, supabase_storage_admin', current_database()) \gexec
select format('alter default privileges for role %I in schema public grant all on %s to postgres, anon, authenticated, service_role', owner, kind)
  from unnest(array['supabase_admin', 'postgres']) as owner, unnest(array['tables', 'functions', 'sequences']) as kind \gexec

-- What a policy asks about the caller. PostgREST sets the claims for each request.
create function auth.jwt() returns jsonb language sql stable as
  $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
create function auth.uid() returns uuid language sql stable as $$ select nullif(auth.jwt() ->> 'sub', '')::uuid $$;
create function auth.role() returns text language sql stable as $$ select auth.jwt() ->> 'role' $$;
create function auth.email() returns text language sql stable as $$ select auth.jwt() ->> 'email' $$;
alter function auth.jwt() owner to supabase_auth_admin;
alter function auth.uid() owner to supabase_auth_admin;
alter function auth.role() owner to supabase_auth_admin;
alter function auth.email() owner to supabase_auth_admin;

create function pgbouncer.get_auth(p_usename text) returns table (username text, password text)
  language sql security definer set search_path = pg_catalog as
  $$ select rolname::text, rolpassword::text from pg_authid where rolname = p_usename and rolcanlogin $$;
revoke execute on function pgbouncer.get_auth(text) from public;
grant execute on function pgbouncer.get_auth(text) to pgbouncer;

create function graphql_public.graphql("operationName" text default null, query text default null,
  variables jsonb default null, extensions jsonb default null) returns jsonb language sql as
  $$ select jsonb_build_object('errors', jsonb_build_array(jsonb_build_object('message', 'pg_graphql extension is not enabled.'))) $$;
alter function graphql_public.graphql(text, text, jsonb, jsonb) owner to supabase_admin;
grant execute on function graphql_public.graphql(text, text, jsonb, jsonb) to anon, authenticated, service_role;
