. /mnt/prelude.sh
sqlite=$1
install_packages python3 make g++
tar -xzf /mnt/node.tgz -C /usr/local/bin --strip-components=2 --no-same-owner package/bin/node
chmod 755 /usr/local/bin/node
mkdir -p /usr/local/lib/node_modules/npm
tar -xzf /mnt/npm.tgz -C /usr/local/lib/node_modules/npm --strip-components=1 --no-same-owner
ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
# Where node-gyp looks for headers beside the program: there is no place to download them from.
tar -xzf /mnt/node.tgz -C /usr/local --strip-components=1 --no-same-owner package/include
echo "nodedir=/usr/local" >/usr/local/lib/node_modules/npm/npmrc
# better-sqlite3 brings a prebuilt file for this Node by a download from where its sources are; here it is compiled
# once, and found by the variable npm_config_better_sqlite3_local_prebuilds of the image.
mkdir /tmp/sqlite /prebuilt
cd /tmp/sqlite
if [ -s /mnt/npm-registry ]; then
  npm_config_registry=$(cat /mnt/npm-registry)
  export npm_config_registry
fi
echo "npm: compiling better-sqlite3 $sqlite"
npm install --no-package-lock --no-audit --no-fund --loglevel=error --build-from-source "better-sqlite3@$sqlite"
abi=$(node -p process.versions.modules)
arch=$(node -p process.arch)
tar -czf "/prebuilt/better-sqlite3-v$sqlite-node-v$abi-linux-$arch.tar.gz" \
  -C node_modules/better-sqlite3 build/Release/better_sqlite3.node
cd /
clean_packages
rm -rf /tmp/sqlite /tmp/node-*
software "npm $(npm --version)"
software "node $(node --version)"
