import { PanelError } from "@/lib/errors";
import type { OwnSession } from "@/lib/ports/identity-store";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { proofBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { confirmedFactor } from "@/lib/use-cases/identity/take-code";
import type { Caller } from "@/lib/use-cases/panel";

/**
 * Takes the password of whoever is signed in once more: a session that was left open or stolen does not reach what
 * takes a fresh proof.
 * @throws PanelError `sign-in-failed`, `too-many-attempts`, `not-signed-in`
 */
export async function provePassword(
  services: IdentityServices,
  own: OwnSession,
  password: string,
  caller: Caller,
): Promise<void> {
  const { store, passwords, audit, now } = services;
  const operator = await store.findById(own.operatorId);
  const entry = { ...caller, target: operator?.name ?? caller.who };
  const succeed = await admitGuess(services, proofBudgets(own.operatorId), {
    ...entry,
    what: "password proof held off",
  });
  const matches = await passwords.verify(operator?.passwordHash ?? null, password);
  const since = (await confirmedFactor(services, own.operatorId))?.confirmedAt ?? null;
  const proven =
    operator !== null &&
    matches &&
    (await store.proveSession(own, { passwordHash: operator.passwordHash, secondFactorSince: since }, now(), {
      ...entry,
      what: "password given again",
    }));
  if (!proven) {
    await audit.record({ ...entry, what: "password proof refused" });
    throw new PanelError("sign-in-failed", "The password is wrong", {
      issues: [{ field: "password", message: "Not your password" }],
    });
  }
  succeed();
}
