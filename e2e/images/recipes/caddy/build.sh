. /mnt/prelude.sh
install_packages caddy ca-certificates busybox
# As there, for health checks.
ln -s /usr/bin/busybox /usr/local/bin/wget
# The official image keeps its state in these two volumes, as root.
install -d /config /data /srv
rm -rf /usr/share/caddy /var/lib/caddy
clean_packages
software "caddy $(caddy version)"
