. /mnt/prelude.sh
cp /mnt/*.mjs /services/
# program PATH FILE WORD...: what an official image calls PATH.
program() {
  path=$1
  shift
  mkdir -p "$(dirname "$path")"
  printf '#!/bin/sh\nexec node --disable-warning=ExperimentalWarning /services/%s "$@"\n' "$*" >"$path"
  chmod 755 "$path"
}
for role in auth studio realtime storage imgproxy vector logflare; do
  program "/usr/local/bin/$role" main.mjs "$role"
done
program /usr/local/bin/postgrest main.mjs rest
program /usr/local/bin/edge-runtime main.mjs functions
program /app/bin/migrate main.mjs supavisor migrate
program /app/bin/supavisor main.mjs supavisor
program /app/bin/server main.mjs supavisor server
program /usr/local/bin/kong kong.mjs
program /opt/app/rel/logflare/bin/run.sh main.mjs logflare
printf '#!/bin/sh\nexec "$@"\n' >/entrypoint.sh
chmod 755 /entrypoint.sh
# The gateway has a user of its own, who writes its configuration at every start.
useradd --system --home-dir /home/kong --create-home kong
install -d -o kong /usr/local/kong
rm -rf /var/log/*.log
software "services of Supabase for tests"
