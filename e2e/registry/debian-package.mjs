import { constants } from "node:fs";
import { access, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureCacheFolder } from "./cache-folder.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
async function exists(path) {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Fetches a package of the machine's own distribution and unpacks it below the cache. Nothing is installed: it
 * needs no root, and no service of the package is ever started. apt gets lists and caches of its own, so it also
 * works where the machine's are empty or belong to root.
 * @param {string} name
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder that holds the package's tree
 */
export async function unpackDebianPackage(name, log) {
  const unpacked = join(await ensureCacheFolder("packages"), name);
  if (await exists(unpacked)) return unpacked;
  const apt = await ensureCacheFolder("apt");
  await mkdir(join(apt, "lists", "partial"), { recursive: true });
  await mkdir(join(apt, "archives", "partial"), { recursive: true });
  const options = [
    ...["-o", `Dir::State::Lists=${join(apt, "lists")}`, "-o", `Dir::Cache=${apt}`],
    // The sandbox user _apt could not write below a home folder.
    ...["-o", "APT::Sandbox::User=root", "-q"],
  ];
  log(
    `fetching the package ${name} from the machine's package sources (unpacked into the cache, not installed)`,
  );
  await runCommand("apt-get", [...options, "update"]);
  const download = `${unpacked}.download-${process.pid}`;
  await mkdir(download);
  try {
    await runCommand("apt-get", [...options, "download", name], { cwd: download });
    const file = (await readdir(download)).find((entry) => entry.endsWith(".deb"));
    if (!file) throw new Error(`apt-get downloaded no package ${name}`);
    await runCommand("dpkg-deb", ["--extract", join(download, file), join(download, "tree")]);
    // Another process may have been faster; its tree is as good.
    await rename(join(download, "tree"), unpacked).catch(async (error) => {
      if (!(await exists(unpacked))) throw error;
    });
  } finally {
    await rm(download, { recursive: true, force: true });
  }
  return unpacked;
}
