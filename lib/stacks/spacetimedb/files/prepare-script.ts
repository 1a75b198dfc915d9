import { CONFIG_MARK } from "@/lib/stacks/spacetimedb/config/config-toml";
import { type Layout, SERVER_UID } from "@/lib/stacks/spacetimedb/layout";

export const PREPARE_SCRIPT_PATH = "/etc/slipway/prepare.sh";

/** Mounted beside the data folder, never inside it: the server writes there. */
export const CONFIG_SOURCE_PATH = "/etc/slipway/config.toml";

/**
 * Script of the one-shot `prepare`, which runs as root: the image's user can make neither folder, and a fresh volume is
 * root's. It hands the folders over, and writes keys and config.toml anew; a file is there whole or not at all.
 * @param layout paths without any sign that a shell reads
 */
export function prepareScript({ dataDir, keyDir, privateKey, publicKey }: Layout): string {
  return `#!/bin/sh
set -eu
umask 077
owner=${SERVER_UID}:${SERVER_UID}

# Only where the folder itself is somebody else's: going through all data at each deploy would take its time.
hand_over() {
  mkdir -p "$1"
  if [ "$(stat -c %u:%g "$1")" != "$owner" ]; then
    chown -R "$owner" "$1"
    echo "Handed $1 over to the server."
  fi
}

# Standard input to file $1 with mode $2.
place() {
  cat >"$1.new"
  chown "$owner" "$1.new"
  chmod "$2" "$1.new"
  mv -f "$1.new" "$1"
}

hand_over ${dataDir}
hand_over ${keyDir}
printf '%s\\n' "$JWT_PRIVATE_KEY" | place ${privateKey} 600
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
