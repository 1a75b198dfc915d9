import { PanelError } from "@/lib/errors";
import type { OwnSession } from "@/lib/ports/identity-store";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { passwordChangeBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

/**
 * Changes one's own password; every other session of the person ends, and a link that was to set it.
 * @throws PanelError `sign-in-failed` when the current password is wrong, `too-many-attempts`, `not-signed-in`
 */
export async function changePassword(
  services: IdentityServices,
  own: OwnSession,
  given: { current: string; next: string },
  caller: Caller,
): Promise<void> {
  const { store, passwords, audit, sessionEnds } = services;
  const operator = await store.findById(own.operatorId);
  const entry = { ...caller, target: operator?.name ?? caller.who };
  const succeed = await admitGuess(services, passwordChangeBudgets(own.operatorId), {
    ...entry,
    what: "password change held off",
  });
  const matches = await passwords.verify(operator?.passwordHash ?? null, given.current);
  const ended =
    operator === null || !matches
      ? null
      : await store.changePassword(
          own,
          { from: operator.passwordHash, to: await passwords.hash(given.next) },
          { ...entry, what: "password changed" },
        );
  if (ended === null) {
    await audit.record({ ...entry, what: "password change refused" });
    throw new PanelError("sign-in-failed", "The current password is wrong", {
      issues: [{ field: "current", message: "Not your current password" }],
    });
  }
  succeed();
  sessionEnds.announce(ended);
}
