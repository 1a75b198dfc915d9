import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { PanelError } from "@/lib/errors";
import { decideAccess, isWildcard } from "@/lib/launch/panel-access.mjs";

export type WebSettings = {
  bind: string;
  port: number;
  /** How people reach the panel; its scheme decides about cookies. */
  url: URL;
  /** What this process speaks https with; null for http. The launcher names the files, its own or those it was given. */
  tls: { certificate: string; key: string } | null;
  /** Addresses whose word about who asks is believed. */
  proxies: readonly string[];
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
  const access = decideAccess(env, { bind, port });
  if (problems.length === 0 || env.SLIPWAY_URL) problems.push(...access.problems);
  if (access.tls === "own") {
    problems.push("SLIPWAY_TLS_CERT and SLIPWAY_TLS_KEY must name files: npm start makes them and does");
  }
  if (problems.length > 0) {
    throw new PanelError("environment-invalid", `Settings are wrong: ${problems.join("; ")}`, {
      issues: problems.map((message) => ({ field: message.split(" ", 1)[0] ?? "", message })),
    });
  }
  const data = resolve(root, env.SLIPWAY_DATA || "data");
  return {
    bind,
    port,
    url: new URL(access.url),
    tls: access.tls === "off" ? null : (access.given ?? null),
    proxies: access.proxies,
    workerSocket: env.SLIPWAY_WORKER_SOCKET || join(data, "run", "worker.sock"),
    cookieKeyFile: env.SLIPWAY_COOKIE_KEY_FILE || join(data, "web", "cookie-key"),
  };
}

/** Where this process reaches its own port, which for a wildcard is any of the machine's addresses. */
export function hostInUrl(bind: string): string {
  if (isWildcard(bind)) return "localhost";
  return isIP(bind) === 6 ? `[${bind}]` : bind;
}
