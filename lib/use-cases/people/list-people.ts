import type { InvitationView, PersonView } from "@/lib/api/contract/people";
import type { OperatorRecord } from "@/lib/ports/identity-store";
import type { InvitationRecord } from "@/lib/ports/people-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** Everybody with an account, and the invitations that can still be used. */
export async function listPeople({
  people,
  factors,
  passkeys,
  now,
}: Pick<IdentityServices, "people" | "factors" | "passkeys" | "now">): Promise<{
  people: PersonView[];
  invitations: InvitationView[];
}> {
  const at = now();
  const coded = await factors.operatorsWithSecondFactor();
  const keyed = await passkeys.countByOperator();
  return {
    people: (await people.people()).map((person) => ({
      ...personView(person),
      secondFactor: coded.has(person.id),
      passkeys: keyed.get(person.id) ?? 0,
    })),
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

function personView({
  id,
  name,
  role,
  createdAt,
  lastSeenAt,
}: OperatorRecord): Omit<PersonView, "secondFactor" | "passkeys"> {
  return {
    ...{ id, name, role },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}
