. /mnt/prelude.sh
install_packages prometheus busybox
# The official image is made of busybox, and runs as nobody, whose data folder is the volume.
ln -s /usr/bin/busybox /usr/local/bin/wget
install -d -o nobody -g nogroup /prometheus
rm -rf /var/lib/prometheus
clean_packages
software "$(prometheus --version 2>&1 | head -n 1)"
