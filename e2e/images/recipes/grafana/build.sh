. /mnt/prelude.sh
# The id of the official image.
useradd --system --uid 472 --gid root --home-dir /usr/share/grafana --no-create-home grafana
install_packages busybox
ln -s /usr/bin/busybox /usr/local/bin/wget
install -d /opt/grafana/node_modules/yaml
tar -xzf /mnt/yaml.tgz -C /opt/grafana/node_modules/yaml --strip-components=1 --no-same-owner
cp /mnt/*.mjs /opt/grafana/
install -d -o grafana -g root /var/lib/grafana /etc/grafana/provisioning /usr/share/grafana
for name in grafana run.sh; do
  printf '#!/bin/sh\nexec node /opt/grafana/main.mjs %s "$@"\n' "$name" >"/usr/local/bin/$name"
  chmod 755 "/usr/local/bin/$name"
done
mv /usr/local/bin/run.sh /run.sh
clean_packages
software "grafana $1 (stand-in)"
