/**
 * The command `kong` of the stand-in: `kong docker-start` serves what KONG_DECLARATIVE_CONFIG says on port 8000,
 * `kong health` ends with 0 while that is so. A file that Kong would refuse ends the start with status 1.
 */
import { readFileSync } from "node:fs";
import http from "node:http";
import { readDeclaration } from "./declaration.mjs";
import { createGateway } from "./gateway.mjs";

const PORT = 8000;
const HEALTH_TIMEOUT_MS = 3000;

const command = process.argv[2];
if (command === "docker-start") start();
else if (command === "health") health();
else fail(`the command ${command} is not known here`);

function start() {
  const { KONG_DATABASE, KONG_DECLARATIVE_CONFIG, KONG_PLUGINS } = process.env;
  if (KONG_DATABASE !== "off") fail("KONG_DATABASE must be off");
  if (!KONG_DECLARATIVE_CONFIG) fail("KONG_DECLARATIVE_CONFIG is missing");
  try {
    const declaration = readDeclaration(readFileSync(KONG_DECLARATIVE_CONFIG, "utf8"));
    const enabled = (KONG_PLUGINS ?? "bundled").split(",").map((name) => name.trim());
    const used = declaration.routes.flatMap(({ plugins }) => plugins.map(({ name }) => name));
    const missing = used.find((name) => !enabled.includes(name) && !enabled.includes("bundled"));
    if (missing !== undefined) throw new Error(`the plugin ${missing} is not enabled by KONG_PLUGINS`);
    const server = createGateway(declaration, { log: (line) => console.log(line) });
    server.listen(PORT, "0.0.0.0", () =>
      console.log(`gateway: ${declaration.routes.length} routes on port ${PORT}`),
    );
    for (const signal of ["SIGTERM", "SIGINT", "SIGQUIT"]) process.on(signal, () => process.exit(0));
  } catch (error) {
    fail(`error parsing declarative config file: ${error instanceof Error ? error.message : error}`);
  }
}

function health() {
  const request = http.get({ host: "127.0.0.1", port: PORT, timeout: HEALTH_TIMEOUT_MS }, () =>
    process.exit(0),
  );
  request.on("timeout", () => fail("Kong does not answer"));
  request.on("error", () => fail("Kong is not running"));
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`kong: ${message}`);
  process.exit(1);
}
