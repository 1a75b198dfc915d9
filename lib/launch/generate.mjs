import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LaunchError } from "./launch-error.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const GENERATE_TIMEOUT_MS = 120_000;

/**
 * Writes Prisma's client from prisma/schema.prisma.
 * @param {string} root
 * @throws {LaunchError}
 */
export async function generateClient(root) {
  const command = join(root, "node_modules", "prisma", "build", "index.js");
  if (!existsSync(command)) throw new LaunchError("Prisma is not installed.", { fix: "Type: npm ci" });
  const outcome = await runCommand(process.execPath, [command, "generate"], {
    cwd: root,
    timeoutMs: GENERATE_TIMEOUT_MS,
    env: {
      ...process.env,
      // generate wants to download an engine that it then does not use; any existing program keeps it from that.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (outcome.code !== 0) {
    throw new LaunchError("Prisma's client could not be generated.", { evidence: lastLines(outcome) });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await generateClient(resolve(import.meta.dirname, "../.."));
}
