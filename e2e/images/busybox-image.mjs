import { chmod, copyFile, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureCacheFolder } from "../registry/cache-folder.mjs";
import { unpackDebianPackage } from "../registry/debian-package.mjs";
import { runCommand } from "../registry/run-command.mjs";
import { recipesFolder } from "./input-hash.mjs";
import { uploadFolder } from "./layer-upload.mjs";

/**
 * A static busybox with all its commands, and one script. No engine and no root needed.
 * @param {import("../registry/registry-client.mjs").RegistryAddress} registry
 * @param {string} repository
 * @param {(line: string) => void} onLine
 */
export async function buildBusyboxLayer(registry, repository, onLine) {
  const tree = await unpackDebianPackage("busybox-static", onLine);
  // Debian moved it from /bin with the merge of the folders.
  const busybox = await firstThatRuns([join(tree, "usr/bin/busybox"), join(tree, "bin/busybox")]);
  const root = join(await ensureCacheFolder("work"), "root-busybox");
  await rm(root, { recursive: true, force: true });
  for (const folder of ["bin", "etc", "tmp", "var"]) await mkdir(join(root, folder), { recursive: true });
  await chmod(join(root, "tmp"), 0o1777);
  await writeFile(join(root, "etc/passwd"), "root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n");
  await writeFile(join(root, "etc/group"), "root:x:0:\nnogroup:x:65534:\n");
  await copyFile(busybox.path, join(root, "bin/busybox"));
  for (const command of busybox.commands) {
    if (command !== "busybox") await symlink("busybox", join(root, "bin", command));
  }
  await copyFile(join(recipesFolder, "tiny/tiny.sh"), join(root, "bin/tiny"));
  await chmod(join(root, "bin/busybox"), 0o755);
  await chmod(join(root, "bin/tiny"), 0o755);
  const uploaded = await uploadFolder(registry, repository, root, ["--owner=0", "--group=0", "--mtime=@0"]);
  await rm(root, { recursive: true, force: true });
  return { ...uploaded, software: [busybox.version] };
}

/** @param {readonly string[]} paths */
async function firstThatRuns(paths) {
  for (const path of paths) {
    const commands = await runCommand(path, ["--list"]).catch(() => undefined);
    if (commands === undefined) continue;
    const [version = ""] = (await runCommand(path, [])).split("\n");
    return { path, commands: commands.split("\n").filter(Boolean), version };
  }
  throw new Error("the package busybox-static holds no busybox that runs here");
}
