. /mnt/prelude.sh
major=$1
groupadd --system --gid 999 postgres
useradd --system --uid 999 --gid postgres --home-dir /var/lib/postgresql --shell /bin/bash postgres
mkdir -p /etc/postgresql-common
echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
install_packages "postgresql-$major" "postgresql-$major-postgis-3" "postgresql-$major-postgis-3-scripts" locales
echo 'en_US.UTF-8 UTF-8' >/etc/locale.gen
locale-gen >/dev/null
install -m 755 /mnt/docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
install -d /docker-entrypoint-initdb.d
install -m 755 /mnt/10_postgis.sh /docker-entrypoint-initdb.d/10_postgis.sh
rm -rf "/var/lib/postgresql/$major"
install -d -m 1777 -o postgres -g postgres /var/lib/postgresql/data
install -d -m 3777 -o postgres -g postgres /var/run/postgresql
clean_packages
software "$("/usr/lib/postgresql/$major/bin/postgres" --version)"
software "postgis $(dpkg-query -W -f '${Version}' "postgresql-$major-postgis-3")"
