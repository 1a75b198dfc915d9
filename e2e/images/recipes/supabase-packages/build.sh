. /mnt/prelude.sh
lite=$1
# What the stack's health checks call in the official images.
install_packages wget curl
mkdir /tmp/npm /services
tar -xzf /mnt/npm.tgz -C /tmp/npm --strip-components=1 --no-same-owner
if [ -s /mnt/npm-registry ]; then
  npm_config_registry=$(cat /mnt/npm-registry)
  export npm_config_registry
fi
cd /services
echo '{ "name": "supabase-services", "private": true, "type": "module" }' >package.json
echo "npm: installing @supabase/lite $lite"
node /tmp/npm/bin/npm-cli.js install --omit=dev --ignore-scripts --no-package-lock --no-audit --no-fund \
  --loglevel=error "@supabase/lite@$lite" postgres@3.4.9 ws@8.23.0 yaml@2.9.1
# Only its command line needs these.
(cd node_modules && rm -rf @sentry @opentelemetry @electric-sql @commander-js commander chokidar typescript)
find node_modules -type f \( -name '*.map' -o -name '*.d.ts' \) -delete
rm -f node_modules/.package-lock.json
clean_packages
software "@supabase/lite $(node -p 'require("/services/node_modules/@supabase/lite/package.json").version')"
software "node $(node --version)"
