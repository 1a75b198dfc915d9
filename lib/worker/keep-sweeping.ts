import type { Log } from "@/lib/ports/log";
import { sweepSessions } from "@/lib/use-cases/identity/check-session";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { describeFault } from "@/lib/worker/describe-fault";

const SWEEP_MS = 60 * 60_000;

/** Takes away sessions that are over, now and every hour; returns what ends it. */
export async function keepSweeping(identity: IdentityServices, log: Log): Promise<() => void> {
  const sweep = () =>
    sweepSessions(identity).catch((error: unknown) =>
      log("error", "sweep failed", { error: describeFault(error) }),
    );
  await sweep();
  const sweeping = setInterval(sweep, SWEEP_MS);
  return () => clearInterval(sweeping);
}
