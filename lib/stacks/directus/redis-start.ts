export const REDIS_START_PATH = "/usr/local/etc/slipway/redis-start.sh";

/**
 * Starts Redis with its password read from standard input, so that it stands in no process list. Nothing is written to
 * disk: all that Directus keeps in here can be made again.
 * @param memoryMib what Redis may hold before it forgets what was not read for longest
 */
export function redisStart(memoryMib: number): string {
  return `#!/bin/sh
set -eu
exec docker-entrypoint.sh redis-server - <<CONFIG
requirepass $REDIS_PASSWORD
maxmemory ${memoryMib}mb
maxmemory-policy allkeys-lru
save ""
appendonly no
CONFIG
`;
}
