import { existsSync, readFileSync } from "node:fs";

/**
 * Stands in for a Compose that does nothing, and fails with words of others once there are any: an image's name, a
 * container's last words.
 * @param {string} path of the file with what it says
 */
export function fail(path) {
  const args = process.argv.slice(2);
  if (args[0] === "version") process.stdout.write("2.40.0\n");
  else if (!args.includes("config") && existsSync(path)) {
    process.stderr.write(readFileSync(path, "utf8"));
    process.exitCode = 1;
  }
}
