. /mnt/prelude.sh
version=$1
mkdir /tmp/npm
tar -xzf /mnt/npm.tgz -C /tmp/npm --strip-components=1 --no-same-owner
if [ -s /mnt/npm-registry ]; then
  npm_config_registry=$(cat /mnt/npm-registry)
  export npm_config_registry
fi
npm() { node /tmp/npm/bin/npm-cli.js "$@"; }
mkdir -p /usr/src/app
cd /usr/src/app
echo "npm: installing @supabase/postgres-meta $version"
npm pack --silent --pack-destination /tmp "@supabase/postgres-meta@$version"
tar -xzf /tmp/supabase-postgres-meta-*.tgz --strip-components=1 --no-same-owner
# No install script: the only one compiles a profiler that the server does without.
npm install --omit=dev --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error
find node_modules -type f \( -name '*.map' -o -name '*.d.ts' \) -delete
rm -f node_modules/.package-lock.json
clean_packages
software "postgres-meta $(node -p 'require("./package.json").version')"
software "node $(node --version)"
