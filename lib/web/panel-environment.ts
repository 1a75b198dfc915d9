import { PanelError } from "@/lib/errors";
import { ensureCookieKey } from "@/lib/web/cookie-key";

/** What the server hands to the pages, which run in its process but in a bundle of their own. */
export type PanelEnvironment = { workerSocket: string; cookieKey: string; secure: boolean };

let known: PanelEnvironment | undefined;

/** Read on first use: a build imports pages without any of it. */
export function panelEnvironment(): PanelEnvironment {
  known ??= {
    workerSocket: required("SLIPWAY_WORKER_SOCKET"),
    cookieKey: ensureCookieKey(required("SLIPWAY_COOKIE_KEY_FILE")),
    secure: required("SLIPWAY_URL").startsWith("https:"),
  };
  return known;
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new PanelError("environment-invalid", `${name} is not set`, {
    fix: "Start the panel with npm start.",
  });
}
