import { toPanelError } from "@/lib/errors";
import type { Log } from "@/lib/ports/log";
import type { Backups } from "@/lib/use-cases/backups/backups";

/** By the wall clock of each moment: a timer until the next backup would trust a clock that may jump. */
const TICK_MS = 20_000;

/** Looks at the schedule from now on; returns what ends it. */
export function keepSchedule(backups: Backups, log: Log): () => void {
  const ticking = setInterval(() => {
    backups.tick().catch((error: unknown) => {
      const { message, cause } = toPanelError(error);
      log("error", "backup schedule failed", { error: message, cause: String(cause) });
    });
  }, TICK_MS);
  return () => clearInterval(ticking);
}
