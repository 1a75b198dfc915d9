import type { InvitationView, PersonView } from "@/lib/api/contract/people";
import type { OperatorRecord } from "@/lib/ports/identity-store";
import type { InvitationRecord } from "@/lib/ports/people-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** Everybody with an account, and the invitations that can still be used. */
export async function listPeople({
  people,
  factors,
  now,
}: Pick<IdentityServices, "people" | "factors" | "now">): Promise<{
  people: PersonView[];
  invitations: InvitationView[];
}> {
  const at = now();
  const coded = await factors.operatorsWithSecondFactor();
  return {
    people: (await people.people()).map((person) => personView(person, coded.has(person.id))),
    invitations: (await people.invitations()).filter(({ expiresAt }) => expiresAt > at).map(invitationView),
  };
}

/** Without what its token could be checked by. */
export function invitationView({
  tokenHash: _,
  creatorId: __,
  ...invitation
}: InvitationRecord): InvitationView {
  return {
    ...invitation,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
  };
}

function personView(
  { id, name, role, createdAt, lastSeenAt }: OperatorRecord,
  secondFactor: boolean,
): PersonView {
  return {
    ...{ id, name, role },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    secondFactor,
  };
}
