import { PanelError } from "@/lib/errors";
import { addressKey } from "@/lib/ports/address-key";
import { nameKey } from "@/lib/ports/identity-store";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { signInBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn, type Visitor } from "@/lib/use-cases/identity/open-session";

/**
 * A session for name and password, or a challenge for who has a second factor. An unknown name and a wrong password get
 * the same answer after the same time. That a password was right shows by the challenge, so its tries are given back
 * only when the code was right as well: until then it counts like a wrong one.
 * @throws PanelError `sign-in-failed`, `too-many-attempts`
 */
export async function signIn(
  services: IdentityServices,
  given: { name: string; password: string },
  visitor: Visitor,
): Promise<SignedIn | { challenge: string }> {
  const { store, factors, challenges, passwords, tokens } = services;
  const { from } = visitor;
  const operator = await store.findByName(given.name);
  // Not what was typed: people type passwords into the field of the name.
  const target = operator?.name ?? "unknown name";
  const address = addressKey(from);
  const budgets = signInBudgets({
    account: operator?.id ?? `nobody ${tokens.hash(nameKey(given.name))}`,
    exists: operator !== null,
    address: address ?? from,
    // Asked for a name that nobody has as well, or the time would tell.
    known: address !== null && (await store.hasSignedInFrom(operator?.id ?? "", address)),
  });
  const succeed = await admitGuess(services, budgets, {
    who: target,
    from,
    what: "sign-in held off",
    target,
  });
  const matches = await passwords.verify(operator?.passwordHash ?? null, given.password);
  if (operator === null || !matches) throw await refusal(services, target, from);
  const { id: operatorId, passwordHash } = operator;
  const factor = await factors.secondFactor(operatorId);
  if (factor !== null && factor.confirmedAt !== null) {
    return { challenge: challenges.open({ operatorId, passwordHash, succeed }) };
  }
  const { session, answer } = openSession(services, operator, visitor);
  const proven = { passwordHash, secondFactorSince: null };
  const entry = { who: operator.name, from, what: "signed in", target };
  // Looking at a password takes long: it may have been changed, or a second factor switched on, in that time.
  if (!(await store.createSession(session, proven, entry))) throw await refusal(services, target, from);
  succeed();
  return answer;
}

async function refusal({ audit }: IdentityServices, target: string, from: string): Promise<PanelError> {
  await audit.record({ who: target, from, what: "sign-in refused", target });
  return new PanelError("sign-in-failed", "Name or password is wrong", {
    fix: "Try again; upper and lower case count.",
  });
}
