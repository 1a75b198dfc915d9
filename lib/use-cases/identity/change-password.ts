import { PanelError } from "@/lib/errors";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { passwordChangeBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

/**
 * Changes one's own password; every other session of the person ends.
 * @throws PanelError `sign-in-failed` when the current password is wrong, `too-many-attempts`
 */
export async function changePassword(
  services: IdentityServices,
  session: { operatorId: string; tokenHash: string },
  given: { current: string; next: string },
  caller: Caller,
): Promise<void> {
  const { store, passwords, audit, sessionEnds } = services;
  const operator = await store.findById(session.operatorId);
  const entry = { ...caller, target: operator?.name ?? caller.who };
  const succeed = await admitGuess(services, passwordChangeBudgets(session.operatorId), {
    ...entry,
    what: "password change held off",
  });
  const matches = await passwords.verify(operator?.passwordHash ?? null, given.current);
  if (operator === null || !matches) {
    await audit.record({ ...entry, what: "password change refused" });
    throw new PanelError("sign-in-failed", "The current password is wrong", {
      issues: [{ field: "current", message: "Not your current password" }],
    });
  }
  succeed();
  const ended = await store.changePassword(operator.id, await passwords.hash(given.next), session.tokenHash, {
    ...entry,
    what: "password changed",
  });
  sessionEnds.announce(ended);
}
