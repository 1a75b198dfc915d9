import { fromBase32 } from "@/lib/keys/base32";
import { plainRecoveryCode, stepOfCode, timeOfStep } from "@/lib/keys/totp";
import type { SecondFactorRecord } from "@/lib/ports/second-factor-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** A code that was taken further ahead than any phone's clock goes was taken by a clock of this server that was wrong. */
const AHEAD_MS = 5 * 60_000;

/** A second factor that is on. */
export type ConfirmedFactor = SecondFactorRecord & { confirmedAt: Date };

/** The person's second factor; null where none is on. */
export async function confirmedFactor(
  { factors }: Pick<IdentityServices, "factors">,
  operatorId: string,
): Promise<ConfirmedFactor | null> {
  const factor = await factors.secondFactor(operatorId);
  if (factor === null || factor.confirmedAt === null) return null;
  return { ...factor, confirmedAt: factor.confirmedAt };
}

/** Takes a code of the app or a recovery code, each good once; false when it is wrong or was used. */
export async function takeCode(
  { factors, tokens, now }: Pick<IdentityServices, "factors" | "tokens" | "now">,
  { id, name }: { id: string; name: string },
  factor: ConfirmedFactor,
  { code, from }: { code: string; from: string },
): Promise<boolean> {
  const step = stepOfCode(fromBase32(factor.secret), code.replace(/\s/g, ""), now());
  if (step !== null) return factors.takeStep(id, step);
  const entry = { who: name, from, what: "recovery code used", target: name };
  return factors.takeRecoveryCode(id, tokens.hash(plainRecoveryCode(code)), entry);
}

/**
 * Why no code of the app is taken just now, with what to do; null when one would be. After a code that was used while
 * the clock was ahead all earlier ones count as used: which of them were is not known, and none may be used twice.
 */
export function codesHeldOff(
  { lastStep }: ConfirmedFactor,
  now: Date,
): { message: string; fix: string } | null {
  const at = timeOfStep(lastStep);
  if (at.getTime() - now.getTime() <= AHEAD_MS) return null;
  const until = at.toISOString().slice(0, 16).replace("T", " ");
  return {
    message: `No code of an app is taken before ${until} UTC: one was used while this server's clock was ahead`,
    fix: "Look whether the clock is right now, and use a recovery code. Without one: slipway people reset-second-factor NAME",
  };
}
