import { fromBase32 } from "@/lib/keys/base32";
import { plainRecoveryCode, stepOfCode } from "@/lib/keys/totp";
import type { SecondFactorRecord } from "@/lib/ports/second-factor-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

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
