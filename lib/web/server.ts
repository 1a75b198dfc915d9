import { join, resolve } from "node:path";
import { PanelError } from "@/lib/errors";
import { ensureCookieKey } from "@/lib/web/cookie-key";
import { loadNextHandler } from "@/lib/web/next-handler";
import { readTlsFiles } from "@/lib/web/tls-files";
import { keepTlsFilesFresh } from "@/lib/web/tls-renewal";
import { createWebServer } from "@/lib/web/web-server";
import { hostInUrl, readWebSettings } from "@/lib/web/web-settings";

const END_GRACE_MS = 2_000;

/** The bundle lies in `dist`. */
const root = resolve(import.meta.dirname, "..");

async function start(): Promise<void> {
  const settings = readWebSettings(process.env, root);
  const cookieKey = ensureCookieKey(settings.cookieKeyFile);
  // The pages run in this process and read the same settings.
  Object.assign(process.env, {
    SLIPWAY_URL: settings.url.origin,
    SLIPWAY_WORKER_SOCKET: settings.workerSocket,
    SLIPWAY_COOKIE_KEY_FILE: settings.cookieKeyFile,
    NEXTAUTH_URL: settings.url.origin,
  });
  const pages = await loadNextHandler(join(root, ".next", "standalone"), {
    hostname: hostInUrl(settings.bind),
    port: settings.port,
  });
  const tls = settings.tls === null ? null : readTlsFiles(settings.tls, new Date());
  const server = createWebServer({ settings, cookieKey, pages, tls });
  if (settings.tls !== null && tls !== null && "setSecureContext" in server) {
    keepTlsFilesFresh(settings.tls, server, tls);
  }
  server.on("error", (error) => fail(error));
  server.listen(settings.port, settings.bind, () => {
    console.log(`Slipway's pages are served at ${settings.url.origin}`);
  });
  // Whoever keeps the log may be gone or have no room: what is said then is lost, and no reason to end.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
      // Streams never end by themselves, and who has said nothing yet is no connection that the server counts.
      setTimeout(() => {
        server.closeAllConnections();
        process.exit(0);
      }, END_GRACE_MS).unref();
    });
  }
}

function fail(error: unknown): void {
  console.error(
    error instanceof PanelError ? [error.message, error.details.fix].filter(Boolean).join("\n") : error,
  );
  process.exit(1);
}

start().catch(fail);
