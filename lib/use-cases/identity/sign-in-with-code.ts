import { PanelError } from "@/lib/errors";
import { addressKey } from "@/lib/ports/address-key";
import type { OperatorRecord } from "@/lib/ports/identity-store";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { codeBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn, type Visitor } from "@/lib/use-cases/identity/open-session";
import {
  type ConfirmedFactor,
  codesHeldOff,
  confirmedFactor,
  takeCode,
} from "@/lib/use-cases/identity/take-code";

/**
 * The second half of signing in: a code of the app, each good once, or a recovery code. Whatever was changed about the
 * account since the password was given ends the sign-in.
 * @throws PanelError `sign-in-expired`, `sign-in-failed`, `too-many-attempts`
 */
export async function signInWithCode(
  services: IdentityServices,
  given: { challenge: string; code: string },
  visitor: Visitor,
): Promise<SignedIn> {
  const { store, challenges } = services;
  const challenged = challenges.take(given.challenge);
  if (challenged === null) throw expired();
  const { operatorId, passwordHash } = challenged;
  const operator = await store.findById(operatorId);
  const factor = await confirmedFactor(services, operatorId);
  if (operator?.passwordHash !== passwordHash || factor === null) throw expired();
  let succeed: () => void;
  try {
    succeed = await checkCode(services, operator, factor, { code: given.code, from: visitor.from });
  } catch (error) {
    challenges.giveBack(given.challenge, challenged);
    throw error;
  }
  const { session, answer } = openSession(services, operator, visitor);
  const opened = await store.createSession(
    session,
    { passwordHash, secondFactorSince: factor.confirmedAt },
    { who: operator.name, from: visitor.from, what: "signed in with a code", target: operator.name },
  );
  if (!opened) throw expired();
  succeed();
  challenged.succeed();
  return answer;
}

/** @returns what to call when the code has led to a session */
async function checkCode(
  services: IdentityServices,
  operator: OperatorRecord,
  factor: ConfirmedFactor,
  { code, from }: { code: string; from: string },
): Promise<() => void> {
  const { id, name } = operator;
  const address = addressKey(from);
  const succeed = await admitGuess(
    services,
    codeBudgets({
      ...{ account: id, exists: true, address: address ?? from },
      known: address !== null && (await services.store.hasSignedInFrom(id, address)),
    }),
    { who: name, from, what: "code held off", target: name },
  );
  if (await takeCode(services, operator, factor, { code, from })) return succeed;
  await services.audit.record({ who: name, from, what: "code refused", target: name });
  const heldOff = codesHeldOff(factor, services.now());
  if (heldOff !== null) throw new PanelError("sign-in-failed", heldOff.message, { fix: heldOff.fix });
  throw new PanelError("sign-in-failed", "The code is wrong, or was used already", {
    fix: "Wait for the next one. If none is taken, look at the clock of your phone.",
  });
}

function expired(): PanelError {
  return new PanelError("sign-in-expired", "This sign-in has ended", {
    fix: "Give name and password again.",
  });
}
