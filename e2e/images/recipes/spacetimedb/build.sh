. /mnt/prelude.sh
# Node's own user has the id that upstream's user has.
userdel --remove node
groupadd --gid 1000 spacetime
useradd --uid 1000 --gid spacetime --shell /bin/bash --create-home spacetime
install_packages curl ca-certificates
package() {
  install -d "/opt/spacetime/node_modules/$2"
  tar -xzf "/mnt/$1.tgz" -C "/opt/spacetime/node_modules/$2" --strip-components=1 --no-same-owner
}
package hashes @noble/hashes
package toml smol-toml
cp /mnt/*.mjs /opt/spacetime/
printf '#!/bin/sh\nexec node /opt/spacetime/main.mjs "$@"\n' >/usr/local/bin/spacetime
chmod 755 /usr/local/bin/spacetime
install -d /app
clean_packages
software "$(spacetime --version)"
