import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { installDependencies } from "../../lib/launch/dependencies.mjs";
import { setUpEngineAndCompose } from "../../lib/launch/engine-and-compose.mjs";
import { generateClient } from "../../lib/launch/generate.mjs";
import { LaunchError } from "../../lib/launch/launch-error.mjs";
import { lastLines, runCommand } from "../../lib/launch/run-command.mjs";
import { testImages } from "../images/catalogue.mjs";
import { runVisible } from "./run-visible.mjs";

/** @typedef {import("../../lib/launch/run-command.mjs").Environment} Environment */
/** @typedef {import("../../lib/launch/terminal.mjs").Terminal} Terminal */

/**
 * What the stages need and whether it could be had. A reason stands for "no".
 * @typedef {object} Surroundings
 * @property {Map<"engine" | "images" | "browser" | "build", string>} missing reason by need
 * @property {Environment} env for the runners
 * @property {Promise<void>} images settled when the test images are there, or are missing
 */

const TYPEGEN_TIMEOUT_MS = 60_000;
const IMAGES_TIMEOUT_MS = 40 * 60_000;

/**
 * What every stage needs: the packages, and the sources that tools write.
 * @param {string} root
 * @param {Terminal} terminal
 * @throws {LaunchError}
 */
export async function prepareCheckout(root, terminal) {
  await installDependencies(root, terminal);
  await mkdir(join(root, ".cache", "reports"), { recursive: true });
  await generateClient(root);
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const types = await runCommand(process.execPath, [next, "typegen"], {
    cwd: root,
    timeoutMs: TYPEGEN_TIMEOUT_MS,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (types.code !== 0) throw new LaunchError("next typegen failed.", { evidence: lastLines(types) });
}

/**
 * Sets up engine, Compose, test images and browser as far as the chosen stages need them. The images go on being built
 * when it returns: the stages that need none run meanwhile.
 * @param {{ root: string, env: Environment, needs: ReadonlySet<string>, terminal: Terminal }} options
 * @returns {Promise<Surroundings>}
 */
export async function setUpSurroundings({ root, env, needs, terminal }) {
  /** @type {Surroundings} */
  const around = { missing: new Map(), env: { ...env }, images: Promise.resolve() };
  if (needs.has("images") || needs.has("engine")) await setUpForEngine(root, env, around, terminal);
  if (needs.has("browser")) {
    const { setUpChromium } = await import("./chromium.mjs");
    const chromium = await setUpChromium({ root, env, terminal });
    if ("reason" in chromium) around.missing.set("browser", chromium.reason);
    else around.env.PLAYWRIGHT_CHROMIUM = chromium.path;
  }
  return around;
}

/**
 * @param {string} root
 * @param {Environment} env
 * @param {Surroundings} around
 * @param {Terminal} terminal
 */
async function setUpForEngine(root, env, around, terminal) {
  const found = await setUpEngineAndCompose({
    env,
    root,
    logFolder: join(root, ".cache"),
    engineOff: env.SLIPWAY_ENGINE === "off",
    terminal,
  });
  if (found.missing !== undefined) {
    around.missing.set("engine", found.missing);
    // The journeys that need none run against a panel without one.
    around.env.SLIPWAY_ENGINE = "off";
    return;
  }
  terminal.say(`Engine: ${found.engineText}`);
  terminal.say(`Compose: ${found.composeText}`);
  around.env.SLIPWAY_ENGINE_SOCKET = found.socket;
  around.env.SLIPWAY_COMPOSE_PATH = found.composePath;
  around.images = buildImages(root, env, around);
}

/**
 * @param {string} root
 * @param {Environment} env
 * @param {Surroundings} around
 */
async function buildImages(root, env, around) {
  const images = await runVisible(
    "Test images",
    process.execPath,
    [join(root, "e2e", "images", "build.mjs"), "--only", imagesFor(env).join(",")],
    {
      cwd: root,
      env: around.env,
      timeoutMs: IMAGES_TIMEOUT_MS,
    },
  );
  if (images.code !== 0) around.missing.set("images", "the test images could not be built (see above)");
}

/** What the tests deploy of their own making in any case. */
const OWN = ["tiny", "standin"];

/**
 * With SLIPWAY_TEST_IMAGES=real the products' own images are pulled from where users pull them.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function imagesFor(env) {
  if (env.SLIPWAY_TEST_IMAGES === "real") return OWN;
  return testImages.filter(({ onDemand }) => onDemand !== true).map(({ name }) => name);
}
