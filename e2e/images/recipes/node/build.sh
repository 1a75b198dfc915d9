. /mnt/prelude.sh
groupadd --gid 1000 node
useradd --uid 1000 --gid node --shell /bin/bash --create-home node
tar -xzf /mnt/node.tgz -C /usr/local/bin --strip-components=2 --no-same-owner package/bin/node
chmod 755 /usr/local/bin/node
software "node $(node --version)"
