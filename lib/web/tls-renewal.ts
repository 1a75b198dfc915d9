import { watchFile } from "node:fs";
import type { Server } from "node:https";
import { toPanelError } from "@/lib/errors";
import { readTlsFiles, type TlsFiles, type TlsPair } from "@/lib/web/tls-files";

const LOOK_EVERY_MS = 30_000;
/** Whoever renews writes two files, one after the other. */
const SETTLE_MS = 2_000;

/**
 * Serves a renewed certificate without a restart: open connections stay, new ones get it. One that does not pass the
 * checks is told in the log, and the one before it goes on.
 * @param served what the server began with
 */
export function keepTlsFilesFresh(
  files: TlsFiles,
  server: Pick<Server, "setSecureContext">,
  served: TlsPair,
  { lookEveryMs = LOOK_EVERY_MS, settleMs = SETTLE_MS } = {},
): void {
  let current = served;
  const renew = () => {
    try {
      const found = readTlsFiles(files, new Date());
      if (found.cert === current.cert && found.key === current.key) return;
      server.setSecureContext(found);
      current = found;
      console.log("A renewed certificate is served");
    } catch (thrown) {
      const { message, details } = toPanelError(thrown);
      console.error(["The certificate before it is served on.", message, details.fix].join("\n"));
    }
  };
  // What was renewed between the server's own reading and the watchers' first look is no change to them.
  let settling = setTimeout(renew, settleMs).unref();
  for (const path of [files.certificate, files.key]) {
    // By polling: links that point elsewhere, as certbot's do, are seen too, and so are other file systems.
    const watcher = watchFile(path, { interval: lookEveryMs }, () => {
      clearTimeout(settling);
      settling = setTimeout(renew, settleMs);
    });
    watcher.unref();
  }
}
