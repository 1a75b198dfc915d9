import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureCacheFolder } from "../registry/cache-folder.mjs";
import { commandSucceeds, runCommand } from "../registry/run-command.mjs";
import { machineDebianMirror } from "./debian-mirror.mjs";
import { uploadFolder } from "./layer-upload.mjs";

/** Documentation and translations, in the base and in whatever recipes install later. Licences stay. */
const DPKG_RULES = `path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/man/*
`;

/** No package and no package index stays behind in a layer. */
const APT_RULES = `APT::Install-Recommends "false";
Acquire::Languages "none";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };
`;

/** @param {(line: string) => void} onLine */
async function requireDebootstrap(onLine) {
  if (process.getuid?.() !== 0) {
    throw new Error(
      "the base of the test images is made by debootstrap, which needs root: run this once as root with the same SLIPWAY_TEST_CACHE",
    );
  }
  if (await commandSucceeds("debootstrap", ["--version"])) return;
  onLine("installing debootstrap from the distribution's packages");
  const install = ["install", "-y", "-q", "--no-install-recommends", "debootstrap", "debian-archive-keyring"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["-q", "update"], { onLine });
  await runCommand("apt-get", install, { onLine, env });
}

/** @param {string} root */
async function slimDown(root) {
  await writeFile(join(root, "etc/dpkg/dpkg.cfg.d/slim"), DPKG_RULES);
  await writeFile(join(root, "etc/apt/apt.conf.d/slim"), APT_RULES);
  // Services must not be started by package scripts.
  await writeFile(join(root, "usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  for (const folder of [
    ...["usr/share/info", "usr/share/locale", "usr/share/man"],
    ...["var/cache/apt", "var/lib/apt/lists", "var/log"],
  ]) {
    await rm(join(root, folder), { recursive: true, force: true });
    await mkdir(join(root, folder), { recursive: true });
  }
  const docs = join(root, "usr/share/doc");
  for (const name of await readdir(docs)) {
    const copyright = await readFile(join(docs, name, "copyright")).catch(() => undefined);
    await rm(join(docs, name), { recursive: true, force: true });
    if (!copyright) continue;
    await mkdir(join(docs, name));
    await writeFile(join(docs, name, "copyright"), copyright);
  }
}

/**
 * Makes a minimal Debian of the given suite and sends it to the registry as one layer.
 * @param {import("../registry/registry-client.mjs").RegistryAddress} registry
 * @param {string} repository
 * @param {string} suite
 * @param {(line: string) => void} onLine
 */
export async function buildSuiteLayer(registry, repository, suite, onLine) {
  await requireDebootstrap(onLine);
  const root = join(await ensureCacheFolder("work"), `root-${suite}`);
  // Never across a mount: an interrupted run may have left /proc mounted in there.
  const remove = () => runCommand("rm", ["--recursive", "--force", "--one-file-system", root]);
  await remove();
  const mirror = await machineDebianMirror();
  const bootstrap = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, root];
  if (mirror) bootstrap.push(mirror);
  // In a mount namespace of its own, where one can be had, such mounts end with the program.
  const [program = "", ...args] = (await commandSucceeds("unshare", ["--mount", "true"]))
    ? ["unshare", "--mount", ...bootstrap]
    : bootstrap;
  await runCommand(program, args, { onLine, env: { ...process.env, LC_ALL: "C" } });
  await slimDown(root);
  onLine("packing the tree");
  const uploaded = await uploadFolder(registry, repository, root, [
    "--exclude=./dev/*",
    "--exclude=./proc/*",
  ]);
  await remove();
  return { ...uploaded, software: [`Debian ${suite}`] };
}
