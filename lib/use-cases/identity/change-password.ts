import { PanelError } from "@/lib/errors";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

/**
 * Changes one's own password; every other session of the person ends.
 * @throws PanelError `sign-in-failed` when the current password is wrong
 */
export async function changePassword(
  { store, passwords, sessionEnds }: IdentityServices,
  session: { operatorId: string; tokenHash: string },
  given: { current: string; next: string },
  caller: Caller,
): Promise<void> {
  const operator = await store.findById(session.operatorId);
  const matches = await passwords.verify(operator?.passwordHash ?? null, given.current);
  if (operator === null || !matches) {
    throw new PanelError("sign-in-failed", "The current password is wrong", {
      issues: [{ field: "current", message: "Not your current password" }],
    });
  }
  const ended = await store.changePassword(operator.id, await passwords.hash(given.next), session.tokenHash, {
    ...caller,
    what: "password changed",
    target: operator.name,
  });
  sessionEnds.announce(ended);
}
