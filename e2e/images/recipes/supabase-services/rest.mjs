import { refuse, wholeNumber } from "./environment.mjs";

/**
 * The command `postgrest`. Its health check asks the one that runs, every few seconds, and so loads nothing else.
 * @param {string[]} args
 */
export async function start([option]) {
  if (option === "--ready") return askWhetherReady();
  const { serveRest } = await import("./rest-server.mjs");
  return serveRest(process.env.PGRST_ADMIN_SERVER_PORT ? adminPort() : undefined);
}

const adminPort = () => wholeNumber("PGRST_ADMIN_SERVER_PORT", 3001);

async function askWhetherReady() {
  if (!process.env.PGRST_ADMIN_SERVER_PORT) refuse("--ready needs PGRST_ADMIN_SERVER_PORT");
  const address = `http://localhost:${adminPort()}/ready`;
  const answer = await fetch(address).catch((error) => refuse(`not ready: ${error.message}`));
  process.exit(answer.ok ? 0 : 1);
}
