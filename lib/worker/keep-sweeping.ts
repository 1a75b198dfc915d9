import type { Log } from "@/lib/ports/log";
import { describeFault } from "@/lib/worker/describe-fault";

const SWEEP_MS = 60 * 60_000;

/** Takes away what is over, now and every hour; returns what ends it. */
export async function keepSweeping(sweep: () => Promise<unknown>, log: Log): Promise<() => void> {
  const attempt = () =>
    sweep().catch((error: unknown) => log("error", "sweep failed", { error: describeFault(error) }));
  await attempt();
  const sweeping = setInterval(attempt, SWEEP_MS);
  return () => clearInterval(sweeping);
}
