import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describeError } from "../../lib/launch/launch-error.mjs";
import { requireSupportedNode } from "../../lib/launch/node-version.mjs";
import { runVisible } from "../run/run-visible.mjs";

requireSupportedNode();
const { prepareAll, ROOT } = await import("../run/prepare-all.mjs");

const TIMEOUT_MS = 30 * 60_000;

/** Sets up what the pictures need, takes them all anew into screens/, and hands the runner's verdict on. */
async function takeAll() {
  const around = await prepareAll();
  const [lacking] = around.missing;
  if (lacking !== undefined) throw new Error(`The screens need an ${lacking[0]}: ${lacking[1]}`);
  await rm(join(ROOT, "screens"), { recursive: true, force: true });
  const playwright = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  const config = join("e2e", "screens", "playwright.config.ts");
  const run = await runVisible("Screens", process.execPath, [playwright, "test", "--config", config], {
    cwd: ROOT,
    env: around.env,
    timeoutMs: TIMEOUT_MS,
  });
  return run.code ?? 1;
}

process.exitCode = await takeAll().catch((error) => {
  process.stderr.write(`${describeError(error)}\n`);
  return 1;
});
