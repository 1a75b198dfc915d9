-- The roles that the services of the stack log in as or switch to. None has a password yet: the stack's own script
-- gives them one.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;
create role dashboard_user nologin createdb createrole replication;
create role pgbouncer login;
create role supabase_auth_admin login noinherit createrole;
create role supabase_storage_admin login noinherit createrole;
create role supabase_replication_admin login replication;
create role supabase_realtime_admin nologin noinherit;
create role supabase_read_only_user login bypassrls;

grant pg_read_all_data to supabase_read_only_user;
grant anon, authenticated, service_role, supabase_admin to authenticator;
grant anon, authenticated, service_role, authenticator, pg_monitor, pg_read_all_data, pg_signal_backend,
  supabase_auth_admin, supabase_storage_admin, supabase_realtime_admin to postgres with admin option;

alter role supabase_admin set search_path = "$user", public, auth, extensions;
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_storage_admin set search_path = storage;
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
