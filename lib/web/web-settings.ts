import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { PanelError } from "@/lib/errors";

export type WebSettings = {
  bind: string;
  port: number;
  /** How people reach the panel; its scheme decides about cookies. */
  url: URL;
  workerSocket: string;
  cookieKeyFile: string;
};

/** @throws PanelError `environment-invalid` that lists everything that is wrong */
export function readWebSettings(env: NodeJS.ProcessEnv, root: string): WebSettings {
  const problems: string[] = [];
  const bind = env.SLIPWAY_BIND || "127.0.0.1";
  const port = Number(env.SLIPWAY_PORT || "9400");
  if (isIP(bind) === 0) problems.push(`SLIPWAY_BIND must be an IP address, not "${bind}"`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    problems.push(`SLIPWAY_PORT must be a port from 1 to 65535, not "${env.SLIPWAY_PORT}"`);
  }
  const address = env.SLIPWAY_URL || `http://${hostInUrl(bind)}:${port}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    problems.push(`SLIPWAY_URL must be an http or https address, not "${address}"`);
  }
  if (url === null || problems.length > 0) {
    throw new PanelError("environment-invalid", `Settings are wrong: ${problems.join("; ")}`, {
      issues: problems.map((message) => ({ field: message.split(" ", 1)[0] ?? "", message })),
    });
  }
  const data = resolve(root, env.SLIPWAY_DATA || "data");
  return {
    bind,
    port,
    url,
    workerSocket: env.SLIPWAY_WORKER_SOCKET || join(data, "run", "worker.sock"),
    cookieKeyFile: env.SLIPWAY_COOKIE_KEY_FILE || join(data, "web", "cookie-key"),
  };
}

/** A wildcard is no address that a browser can open. */
export function hostInUrl(bind: string): string {
  if (bind === "0.0.0.0" || bind === "::") return "localhost";
  return isIP(bind) === 6 ? `[${bind}]` : bind;
}
