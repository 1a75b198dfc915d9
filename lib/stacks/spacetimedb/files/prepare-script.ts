import { CONFIG_MARK } from "@/lib/stacks/spacetimedb/config/config-toml";
import { type Layout, SERVER_UID } from "@/lib/stacks/spacetimedb/layout";

export const PREPARE_SCRIPT_PATH = "/etc/slipway/prepare.sh";

/** Says in a folder of the host which stack has it. */
const MARK = ".slipway-stack";

/** Mounted beside the data folder, never inside it: the server writes there. */
export const CONFIG_SOURCE_PATH = "/etc/slipway/config.toml";

/**
 * Script of the one-shot `prepare`, which runs as root: the image's user can make neither folder, and a fresh volume is
 * root's. It hands the folders over, and writes keys and config.toml anew; a file is there whole or not at all.
 * @param layout paths without any sign that a shell reads
 * @param stack its name, where the folders are the host's: two stacks that had the same one would take each other's keys
 */
export function prepareScript({ dataDir, keyDir, privateKey, publicKey }: Layout, stack?: string): string {
  const keyNames = [privateKey, publicKey].map((path) => path.slice(path.lastIndexOf("/") + 1));
  return `#!/bin/sh
set -eu
umask 077
owner=${SERVER_UID}:${SERVER_UID}

refuse() {
  echo "Not taken over: $1" >&2
  exit 1
}

# Whether folder $1 is empty, or holds one of the names that follow.
may_take() {
  folder=$1
  shift
  [ -n "$(ls -A "$folder")" ] || return 0
  for name in "$@"; do
    [ ! -e "$folder/$name" ] || return 0
  done
  return 1
}

# Only where the folder itself is somebody else's: going through all data at each deploy would take its time.
hand_over() {
  mkdir -p "$1"
  if [ "$(stat -c %u:%g "$1")" != "$owner" ]; then
    may_take "$@" || refuse "$1 holds files of somebody else, and none of SpacetimeDB's"
    chown -R "$owner" "$1"
    echo "Handed $1 over to the server."
  fi
}

# Folder $1 for stack $2 alone.
claim() {
  mark=$1/${MARK}
  if [ -e "$mark" ] && [ "$(cat "$mark")" != "$2" ]; then
    refuse "$1 is in use by the stack $(head -c 63 "$mark")"
  fi
  echo "$2" >"$mark"
}

# Standard input to file $1 with mode $2.
place() {
  cat >"$1.new"
  chown "$owner" "$1.new"
  chmod "$2" "$1.new"
  mv -f "$1.new" "$1"
}

hand_over ${dataDir} metadata.toml control-db config.toml ${MARK}
hand_over ${keyDir} ${keyNames.join(" ")} ${MARK}
${stack === undefined ? "" : `claim ${dataDir} ${stack}\nclaim ${keyDir} ${stack}\n`}printf '%s\\n' "$JWT_PRIVATE_KEY" | place ${privateKey} 600
printf '%s\\n' "$JWT_PUBLIC_KEY" | place ${publicKey} 644

config=${dataDir}/config.toml
ours() { head -n 1 "$config" 2>/dev/null | grep -qxF '${shellQuoted(CONFIG_MARK)}'; }
if [ -e ${CONFIG_SOURCE_PATH} ]; then
  if [ -e "$config" ] && ! ours; then
    mv -f "$config" "$config.before-slipway"
    echo "Kept the config.toml that was there as config.toml.before-slipway."
  fi
  place "$config" 644 <${CONFIG_SOURCE_PATH}
elif ours; then
  rm -f "$config"
fi
echo "Folders, keys and config.toml are in place."
`;
}

/** For between single quotes. */
function shellQuoted(text: string): string {
  return text.replaceAll("'", `'\\''`);
}
