. /mnt/prelude.sh
major=$1
extensions=$2
groupadd --system --gid 999 postgres
useradd --system --uid 999 --gid postgres --home-dir /var/lib/postgresql --shell /bin/bash postgres
mkdir -p /etc/postgresql-common
echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
packages="postgresql-$major locales"
for extension in $extensions; do packages="$packages postgresql-$major-$extension"; done
# shellcheck disable=SC2086
install_packages $packages
echo 'en_US.UTF-8 UTF-8' >/etc/locale.gen
locale-gen >/dev/null
# Compiling queries to machine code pays off in none of the tests, and its library is half of the image.
rm -f "/usr/lib/postgresql/$major/lib/llvmjit"*
find /usr/lib -name 'libLLVM*' -delete
install -m 755 /mnt/docker-entrypoint.sh /usr/local/bin/postgres-entrypoint.sh
install -m 755 /mnt/entrypoint.sh /usr/local/bin/docker-entrypoint.sh
install -d /docker-entrypoint-initdb.d/init-scripts /docker-entrypoint-initdb.d/migrations
install -m 755 /mnt/migrate.sh /docker-entrypoint-initdb.d/migrate.sh
cd /docker-entrypoint-initdb.d
install -m 644 /mnt/roles.sql init-scripts/00000000000000-roles.sql
install -m 644 /mnt/schemas.sql init-scripts/00000000000001-schemas.sql
install -m 644 /mnt/triggers.sql init-scripts/00000000000002-triggers.sql
install -m 644 /mnt/demote-postgres.sql migrations/10000000000000_demote-postgres.sql
cd /
install -d /etc/postgresql
install -m 644 /mnt/postgresql.conf /mnt/pg_hba.conf /mnt/pg_ident.conf /etc/postgresql/
stubs="/usr/share/postgresql/$major/extension"
# stub NAME VERSION: an extension that Debian does not have. Its SQL is what the recipe has for it, or nothing at all.
stub() {
  printf "comment = 'Imitation for tests'\ndefault_version = '%s'\nrelocatable = false\ntrusted = true\n" "$2" >"$stubs/$1.control"
  if [ -e "/mnt/$1.sql" ]; then cp "/mnt/$1.sql" "$stubs/$1--$2.sql"; else echo '-- no objects' >"$stubs/$1--$2.sql"; fi
  software "$1 $2 (imitation)"
}
rm -rf "/var/lib/postgresql/$major"
install -d -m 700 -o postgres -g postgres /var/lib/postgresql/data
install -d -m 775 -o postgres -g postgres /etc/postgresql-custom
install -d -m 3777 -o postgres -g postgres /var/run/postgresql
clean_packages
software "$("/usr/lib/postgresql/$major/bin/postgres" --version)"
stub pg_net 0.14.0
stub pg_graphql 1.5.11
stub pgjwt 0.2.0
stub pgsodium 3.1.8
stub supabase_vault 0.3.1
