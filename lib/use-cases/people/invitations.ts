import type { InvitationView } from "@/lib/api/contract/people";
import type { Role } from "@/lib/api/contract/roles";
import { PanelError } from "@/lib/errors";
import { invitationEnded, invitationName } from "@/lib/ports/people-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";
import type { ActingOwner } from "@/lib/use-cases/people/change-person";
import { invitationView } from "@/lib/use-cases/people/list-people";

const VALID_MS = 24 * 60 * 60_000;

/**
 * A one-time link by which somebody makes their own account. Its token stands behind `#`, which browsers send to
 * nobody, and is answered here and nowhere else. It ends with the account that made it.
 * @throws PanelError `not-allowed` for an owner who is none any more
 */
export async function invitePerson(
  { people, tokens, now, newId, url }: IdentityServices,
  { role, note }: { role: Role; note: string },
  { operatorId, caller }: ActingOwner,
): Promise<{ url: string; invitation: InvitationView }> {
  const token = tokens.create();
  const createdAt = now();
  const invitation = {
    ...{ id: newId(), tokenHash: tokens.hash(token), role, note, createdAt },
    ...{ createdBy: caller.who, creatorId: operatorId },
    expiresAt: new Date(createdAt.getTime() + VALID_MS),
  };
  await people.createInvitation(invitation, {
    ...caller,
    what: "invitation made",
    target: invitationName(invitation),
  });
  return { url: `${url}/invitation#token=${token}`, invitation: invitationView(invitation) };
}

/** @throws PanelError `not-found` for one that was used or has ended */
export async function revokeInvitation(
  { people }: Pick<IdentityServices, "people">,
  id: string,
  caller: Caller,
): Promise<void> {
  const invitation = (await people.invitations()).find((each) => each.id === id);
  const ended =
    invitation !== undefined && (await people.deleteInvitation(id, invitationEnded(invitation, caller)));
  if (ended) return;
  throw new PanelError("not-found", "This invitation was used or has ended already", {
    fix: "Reload the list.",
  });
}
