. /mnt/prelude.sh
version=$1
# busybox, because the official image is Alpine: its wget and nc know only the small options, and there is no curl.
install_packages busybox
ln -s /usr/bin/busybox /usr/local/bin/wget
ln -s /usr/bin/busybox /usr/local/bin/nc
apt-mark showmanual | sort >/tmp/kept
# Some native modules bring no prebuilt file in their npm package; the compiler goes again below.
install_packages python3 make g++
mkdir /tmp/npm /tmp/node
tar -xzf /mnt/npm.tgz -C /tmp/npm --strip-components=1 --no-same-owner
# The headers that native modules need: there is no place to download them from.
tar -xzf /mnt/node.tgz -C /tmp/node --strip-components=1 --no-same-owner package/include
export npm_config_nodedir=/tmp/node npm_config_cache=/tmp/npm-cache npm_config_update_notifier=false \
  npm_config_fund=false npm_config_audit=false
if [ -s /mnt/npm-registry ]; then
  npm_config_registry=$(cat /mnt/npm-registry)
  export npm_config_registry
fi
mkdir /directus
cd /directus
# Directus 11 brings a node-gyp of 2021, which calls Python modules that are gone since Python 3.12. It only compiles.
cat >package.json <<'JSON'
{ "name": "directus-image", "private": true, "type": "module", "overrides": { "node-gyp": "11.4.2" } }
JSON
echo "npm: installing directus $version"
node /tmp/npm/bin/npm-cli.js install --omit=dev --no-package-lock --loglevel=error "directus@$version"
# The command line tool stands in the working folder, as in the official image.
cp node_modules/directus/cli.js node_modules/directus/package.json .
if [ -e node_modules/directus/version.js ]; then cp node_modules/directus/version.js .; fi
cp /mnt/ecosystem.config.cjs .
ln -s /directus/node_modules/.bin/pm2-runtime /usr/local/bin/pm2-runtime
mkdir -p database extensions templates uploads
# Directus bundles its extensions into a folder below node_modules at start.
mkdir -p node_modules/.directus
chown node:node . database extensions templates uploads node_modules/.directus
echo "removing compiler and build leftovers"
find node_modules -type d \( -name obj.target -o -name .deps \) -prune -exec rm -rf {} +
find node_modules -type f -name '*.map' -delete
# npm's own note of what came from which registry.
rm -f node_modules/.package-lock.json
apt-mark showmanual | sort | comm -13 /tmp/kept - | xargs -r apt-mark auto >/dev/null
apt-get -qq -o Dpkg::Use-Pty=0 autoremove --purge >/dev/null
clean_packages
software "directus $(node cli.js --version)"
software "node $(node --version)"
