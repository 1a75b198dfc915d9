import type { Role } from "@/lib/api/contract/roles";
import { addressKey } from "@/lib/ports/address-key";
import type { InvitationRecord } from "@/lib/ports/people-store";
import { invitationInvalid, personNameTaken } from "@/lib/ports/store-errors";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { linkBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn, type Visitor } from "@/lib/use-cases/identity/open-session";

/**
 * What an invitation is for, before a name and a password are thought up for it.
 * @throws PanelError `link-invalid`, `too-many-attempts`
 */
export async function lookAtInvitation(
  services: IdentityServices,
  token: string,
  { from }: Visitor,
): Promise<{ role: Role; invitedBy: string; expiresAt: string }> {
  const { role, createdBy, expiresAt } = await validInvitation(services, token, from);
  return { role, invitedBy: createdBy, expiresAt: expiresAt.toISOString() };
}

/**
 * Makes the account with the one-time token and signs its owner in. Of many at once one wins.
 * @throws PanelError `link-invalid`, `name-taken`, `too-many-attempts`
 */
export async function acceptInvitation(
  services: IdentityServices,
  given: { token: string; name: string; password: string },
  visitor: Visitor,
): Promise<SignedIn> {
  const { store, people, passwords, now, newId } = services;
  const { from } = visitor;
  // Before the slow hash, which a stranger could otherwise order at will.
  const { tokenHash } = await validInvitation(services, given.token, from);
  return services.heldLinks.during(tokenHash, async () => {
    const { role, createdBy } = await requireInvitation(services, tokenHash);
    if ((await store.findByName(given.name)) !== null) throw personNameTaken(given.name);
    const person = { id: newId(), name: given.name, role, createdAt: now(), lastSeenAt: null };
    const { session, answer } = openSession(services, person, visitor);
    const passwordHash = await passwords.hash(given.password);
    await people.acceptInvitation(tokenHash, { ...person, passwordHash }, session, {
      ...{ who: person.name, from, what: "account made" },
      target: `${person.name}, ${role}, invited by ${createdBy}`,
    });
    return answer;
  });
}

async function validInvitation(
  services: IdentityServices,
  token: string,
  from: string,
): Promise<InvitationRecord> {
  const succeed = await admitGuess(services, linkBudgets(addressKey(from) ?? from), {
    ...{ who: "unknown name", from, what: "invitation held off", target: "panel" },
  });
  const invitation = await requireInvitation(services, services.tokens.hash(token));
  succeed();
  return invitation;
}

async function requireInvitation(
  { people, now }: Pick<IdentityServices, "people" | "now">,
  tokenHash: string,
): Promise<InvitationRecord> {
  const invitation = await people.invitation(tokenHash);
  if (invitation === null || invitation.expiresAt <= now()) throw invitationInvalid();
  return invitation;
}
