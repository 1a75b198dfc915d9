import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * What a program is started through that is to know names which this machine's /etc/hosts does not have: its own file is
 * mounted over it, for this program alone. Needs root.
 * @param folder for the file and the program
 */
export async function throughOwnHosts(
  folder: string,
  address: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const hosts = join(folder, "hosts");
  await writeFile(hosts, `${await readFile("/etc/hosts", "utf8")}\n${address} ${names.join(" ")}\n`);
  const script = 'mount --bind "$0" /etc/hosts && exec "$@"';
  return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, hosts];
}
