import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildWhenStale } from "../../lib/launch/build.mjs";
import { describeError } from "../../lib/launch/launch-error.mjs";
import { requireSupportedNode } from "../../lib/launch/node-version.mjs";
import { createTerminal } from "../../lib/launch/terminal.mjs";
import { runVisible } from "../run/run-visible.mjs";
import { prepareCheckout, setUpSurroundings } from "../run/surroundings.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const TIMEOUT_MS = 30 * 60_000;

/** Sets up what the pictures need, takes them all anew into screens/, and hands the runner's verdict on. */
async function takeAll() {
  requireSupportedNode();
  const terminal = createTerminal();
  await prepareCheckout(ROOT, terminal);
  const needs = new Set(["engine", "images", "browser"]);
  const around = await setUpSurroundings({ root: ROOT, env: process.env, needs, terminal });
  const [lacking] = around.missing;
  if (lacking !== undefined) throw new Error(`The screens need an ${lacking[0]}: ${lacking[1]}`);
  await buildWhenStale(ROOT, terminal);
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
