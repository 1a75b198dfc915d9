. /mnt/prelude.sh
# The ids of the official Alpine image; volumes made by the one are readable by the other.
groupadd --system --gid 1000 redis
useradd --system --uid 999 --gid redis --home-dir /data --no-create-home redis
install_packages redis-server
install -m 755 /mnt/docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
install -d -o redis -g redis /data
rm -rf /var/lib/redis /var/log/redis
clean_packages
software "$(redis-server --version)"
