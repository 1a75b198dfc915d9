#!/bin/bash
# Upstream's order: role postgres as a superuser; init-scripts as postgres; the password of supabase_admin; migrations as
# supabase_admin, of which the image's own takes superuser from postgres before those that are mounted.
set -eu
export PGDATABASE=$POSTGRES_DB PGHOST=${POSTGRES_HOST:-/var/run/postgresql} PGPASSWORD=$POSTGRES_PASSWORD
folder=/docker-entrypoint-initdb.d
sql() { psql -v ON_ERROR_STOP=1 --quiet --no-password --no-psqlrc "$@"; }
run() {
  echo "$0: running $2"
  sql -U "$1" -f "$2"
}
sql -U supabase_admin -v password="$POSTGRES_PASSWORD" -v database="$PGDATABASE" <<'SQL'
create role postgres superuser login password :'password';
alter database :"database" owner to postgres;
SQL
for file in "$folder"/init-scripts/*.sql; do run postgres "$file"; done
sql -U postgres -v password="$POSTGRES_PASSWORD" <<<"alter user supabase_admin with password :'password';"
for file in "$folder"/migrations/*.sql; do run supabase_admin "$file"; done
sql -U supabase_admin -c 'select pg_stat_reset()' >/dev/null
