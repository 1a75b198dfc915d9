import {
  access,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sourcesForRelease } from "./apt-sources.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

/** Where the fetched plugin goes: a folder that the docker command searches and no package owns. */
export const FETCHED_COMPOSE_PATH = "/usr/local/libexec/docker/cli-plugins/docker-compose";

const APT_UPDATE_TIMEOUT_MS = 180_000;
const APT_DOWNLOAD_TIMEOUT_MS = 300_000;

/**
 * Fetches the `docker-compose` package of a newer release with the machine's own package sources and puts its one
 * program where it is found. Nothing of the system's own package lists or installed packages changes.
 * @param {{ from: string, to: string, target?: string }} release codenames
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function fetchCompose({ from, to, target = FETCHED_COMPOSE_PATH }) {
  const folder = await mkdtemp(join(tmpdir(), "slipway-compose-"));
  try {
    // apt drops to its own user for downloads, who must be able to enter.
    await chmod(folder, 0o755);
    const sources = sourcesForRelease(await readSources("/etc/apt"), from, to);
    if (sources.length === 0) return { reason: `no package source of ${from} is set up in /etc/apt` };
    for (const name of ["parts", "lists/partial", "cache/archives/partial"]) {
      await mkdir(join(folder, name), { recursive: true });
    }
    for (const source of sources) await writeFile(join(folder, "parts", source.name), source.text);
    const apt = [
      ["Dir::Etc::sourcelist", "/dev/null"],
      ["Dir::Etc::sourceparts", join(folder, "parts")],
      ["Dir::State::Lists", join(folder, "lists")],
      ["Dir::Cache", join(folder, "cache")],
    ].flatMap(([key, value]) => ["-o", `${key}=${value}`]);
    const update = await runCommand("apt-get", [...apt, "update"], { timeoutMs: APT_UPDATE_TIMEOUT_MS });
    if (update.code !== 0)
      return { reason: `the package list of ${to} could not be read:\n${lastLines(update, 5)}` };
    const download = await runCommand("apt-get", [...apt, "download", "docker-compose"], {
      cwd: folder,
      timeoutMs: APT_DOWNLOAD_TIMEOUT_MS,
    });
    const file = (await readdir(folder)).find((name) => name.endsWith(".deb"));
    if (download.code !== 0 || file === undefined) {
      return { reason: `docker-compose of ${to} could not be downloaded:\n${lastLines(download, 5)}` };
    }
    const unpack = await runCommand("dpkg", ["-x", join(folder, file), join(folder, "unpacked")]);
    if (unpack.code !== 0) return { reason: `the package could not be unpacked:\n${lastLines(unpack, 5)}` };
    const program = await findProgram(join(folder, "unpacked"));
    if (program === undefined) return { reason: `the package of ${to} holds no docker-compose` };
    await placeProgram(program, target);
    return { path: target };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<import("./apt-sources.mjs").SourceFile[]>}
 */
async function readSources(folder) {
  const parts = (await readdir(join(folder, "sources.list.d")).catch(() => []))
    .filter((name) => name.endsWith(".list") || name.endsWith(".sources"))
    .map((name) => ({ name, path: join(folder, "sources.list.d", name) }));
  const files = [{ name: "main.list", path: join(folder, "sources.list") }, ...parts];
  const read = await Promise.all(
    files.map(async ({ name, path }) => ({ name, text: await readFile(path, "utf8").catch(() => "") })),
  );
  return read.filter(({ text }) => text !== "");
}

/** @param {string} root */
async function findProgram(root) {
  for (const place of [
    "usr/libexec/docker/cli-plugins/docker-compose",
    "usr/lib/docker/cli-plugins/docker-compose",
    "usr/bin/docker-compose",
  ]) {
    const path = join(root, place);
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/**
 * Written beside and renamed, so that a reader never sees half of it.
 * @param {string} program
 * @param {string} target
 */
async function placeProgram(program, target) {
  await mkdir(dirname(target), { recursive: true });
  const beside = `${target}.${process.pid}`;
  await copyFile(program, beside);
  await chmod(beside, 0o755);
  await rename(beside, target);
}
