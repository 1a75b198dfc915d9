export const ANALYTICS_START_PATH = "/etc/slipway/analytics-start.sh";

/**
 * Entry script of Logflare with BigQuery: its account's key, which it reads from a file of its own folder, comes by the
 * environment. `run.sh` is what the image starts by itself.
 */
export const analyticsStart = `#!/bin/sh
set -eu
umask 077
cd /opt/app/rel/logflare/bin
printf '%s' "$GOOGLE_SERVICE_ACCOUNT" > gcloud.json
unset GOOGLE_SERVICE_ACCOUNT
exec sh run.sh
`;
