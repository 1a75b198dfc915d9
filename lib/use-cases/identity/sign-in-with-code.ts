import { PanelError } from "@/lib/errors";
import { fromBase32 } from "@/lib/keys/base32";
import { plainRecoveryCode, stepOfCode } from "@/lib/keys/totp";
import { addressKey } from "@/lib/ports/address-key";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { codeBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn, type Visitor } from "@/lib/use-cases/identity/open-session";

/**
 * The second half of signing in: a code of the app, each good once, or a recovery code.
 * @throws PanelError `sign-in-expired`, `sign-in-failed`, `too-many-attempts`
 */
export async function signInWithCode(
  services: IdentityServices,
  given: { challenge: string; code: string },
  visitor: Visitor,
): Promise<SignedIn> {
  const { store, challenges, audit } = services;
  const { from } = visitor;
  const challenged = challenges.attempt(given.challenge);
  const operator = challenged === null ? null : await store.findById(challenged.operatorId);
  if (challenged === null || operator === null || operator.passwordHash !== challenged.passwordHash) {
    throw expired();
  }
  const { name } = operator;
  const address = addressKey(from);
  const succeed = await admitGuess(
    services,
    codeBudgets({
      ...{ account: operator.id, exists: true, address: address ?? from },
      known: address !== null && (await store.hasSignedInFrom(operator.id, address)),
    }),
    { who: name, from, what: "code held off", target: name },
  );
  if (!(await takeCode(services, operator, given.code, from))) {
    await audit.record({ who: name, from, what: "code refused", target: name });
    throw new PanelError("sign-in-failed", "The code is wrong, or was used already", {
      fix: "Wait for the next one. If none is taken, look at the clock of your phone.",
    });
  }
  if (!challenges.close(given.challenge)) throw expired();
  succeed();
  challenged.succeed();
  const { session, answer } = openSession(services, operator, visitor);
  await store.createSession(session, { who: name, from, what: "signed in with a code", target: name });
  return answer;
}

async function takeCode(
  { factors, tokens, now }: IdentityServices,
  { id, name }: { id: string; name: string },
  code: string,
  from: string,
): Promise<boolean> {
  const factor = await factors.secondFactor(id);
  if (factor === null || factor.confirmedAt === null) return false;
  const step = stepOfCode(fromBase32(factor.secret), code.replace(/\s/g, ""), now());
  if (step !== null) return factors.takeStep(id, step);
  const entry = { who: name, from, what: "recovery code used", target: name };
  return factors.takeRecoveryCode(id, tokens.hash(plainRecoveryCode(code)), entry);
}

function expired(): PanelError {
  return new PanelError("sign-in-expired", "This sign-in has ended", {
    fix: "Give name and password again.",
  });
}
