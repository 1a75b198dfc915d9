import { PanelError } from "@/lib/errors";
import type { AuditLog } from "@/lib/ports/audit";
import type { AuditRecord } from "@/lib/ports/stores";
import type { GuessBudget, GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";

/** Where a call on the control socket comes from. Its file permissions are the proof: it has nothing to guess. */
const CONTROL_SOCKET = "local";

/**
 * Lets a try at a secret through, or refuses it before anything slow is done; answers what to call when the secret was
 * right.
 * @throws PanelError `too-many-attempts`
 */
export async function admitGuess(
  { limiter, audit }: { limiter: GuessLimiter; audit: AuditLog },
  budgets: readonly GuessBudget[],
  entry: AuditRecord,
): Promise<() => void> {
  if (entry.from === CONTROL_SOCKET) return () => {};
  const admission = limiter.admit(budgets, entry.from);
  if (admission.admitted) return admission.succeed;
  if (admission.firstRefusal) await audit.record(entry);
  const minutes = Math.ceil(admission.waitMs / 60_000);
  throw new PanelError("too-many-attempts", "There were too many attempts that failed", {
    fix: `Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again. Who is signed in stays so.`,
    retryAfterSeconds: Math.ceil(admission.waitMs / 1000),
  });
}
