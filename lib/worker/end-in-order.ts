import type { Log } from "@/lib/ports/log";
import { describeFault } from "@/lib/worker/describe-fault";

const STOP_MS = 4500;

export type Ending = {
  /** Aborted first, so that whoever waits for long lets go. */
  stopping: AbortController;
  stop: () => Promise<void>;
  /** Last: another worker may take the data folder from then on. */
  unlock: () => void;
  log: Log;
};

/** Ends the process in order when it is told to, and for nothing less. */
export function endInOrder({ stopping, stop, unlock, log }: Ending): void {
  const end = async (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) return;
    log("info", "stopping", { signal });
    stopping.abort();
    // What does not end in time keeps its intent in the database, and the next start resumes it.
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await stop();
    unlock();
    log("info", "stopped");
    process.exit(0);
  };
  // Whoever keeps the log may be gone or have no room: what is said then is lost, and no reason to end.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("unhandledRejection", (reason) =>
    log("error", "unhandled rejection", { error: describeFault(reason) }),
  );
}
