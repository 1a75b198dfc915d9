#!/bin/bash
# What the official image promises: POSTGRES_USER, _PASSWORD, _DB, _INITDB_ARGS, each also as NAME_FILE;
# POSTGRES_HOST_AUTH_METHOD; scripts of /docker-entrypoint-initdb.d on the first start only; the server as user postgres.
set -Eeo pipefail

# from_file NAME DEFAULT: NAME's value, or what the file named by NAME_FILE holds, or the default.
from_file() {
  local name=$1 file_name="$1_FILE"
  if [ -n "${!name:-}" ] && [ -n "${!file_name:-}" ]; then
    echo "error: both $name and $file_name are set (but are exclusive)" >&2
    exit 1
  fi
  local value=${!name:-$2}
  if [ -n "${!file_name:-}" ]; then value=$(<"${!file_name}"); fi
  export "$name=$value"
  unset "$file_name"
}

create_cluster() {
  if [ -z "$POSTGRES_PASSWORD" ] && [ "${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
    echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
    echo '       Set POSTGRES_PASSWORD to a value that is not empty.' >&2
    exit 1
  fi
  local -a arguments
  # The variable holds shell words, as in the official image.
  eval "arguments=(${POSTGRES_INITDB_ARGS:-})"
  if [ -n "$POSTGRES_PASSWORD" ]; then
    initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") "${arguments[@]}"
  else
    initdb --pgdata="$PGDATA" --username="$POSTGRES_USER" "${arguments[@]}"
  fi
  local method=${POSTGRES_HOST_AUTH_METHOD:-$(postgres -C password_encryption -D "$PGDATA")}
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
}

run_scripts() {
  local -a sql=(psql -v ON_ERROR_STOP=1 --no-psqlrc --no-password)
  if [ "$POSTGRES_DB" != postgres ]; then
    "${sql[@]}" -q -d postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
  fi
  local file
  shopt -s nullglob
  for file in /docker-entrypoint-initdb.d/*; do
    echo "$0: $file"
    case "$file" in
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) "${sql[@]}" -d "$POSTGRES_DB" -f "$file" ;;
      *.sql.gz) gunzip -c "$file" | "${sql[@]}" -d "$POSTGRES_DB" ;;
      *) echo "$0: ignored, its name has no known ending" ;;
    esac
  done
}

case "${1:-}" in -*) set -- postgres "$@" ;; esac
if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  find "$PGDATA" /var/run/postgresql \! -user postgres -exec chown postgres:postgres {} +
  HOME=/var/lib/postgresql exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  from_file POSTGRES_USER postgres
  from_file POSTGRES_PASSWORD ''
  from_file POSTGRES_DB "$POSTGRES_USER"
  from_file POSTGRES_INITDB_ARGS ''
  create_cluster
  export PGUSER=$POSTGRES_USER PGPASSWORD=$POSTGRES_PASSWORD
  # On the socket only: a health check over TCP must not turn green before the scripts are through.
  extra=
  if [ $# -gt 1 ]; then extra=$(printf '%q ' "${@:2}"); fi
  pg_ctl -D "$PGDATA" -o "$extra -c listen_addresses=''" -w start
  run_scripts
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGUSER PGPASSWORD
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
fi
exec "$@"
