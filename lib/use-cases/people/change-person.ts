import type { Role } from "@/lib/api/contract/roles";
import { PanelError } from "@/lib/errors";
import type { OperatorRecord } from "@/lib/ports/identity-store";
import { personNotFound } from "@/lib/ports/store-errors";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

/** Who acts; `operatorId` is that of a session, or null on the control socket, which has no account of its own. */
export type ActingOwner = { operatorId: string | null; caller: Caller };

/**
 * Changes somebody's role. It counts from their next call on; whoever is no owner any more has invited nobody.
 * @throws PanelError `not-found`, `last-owner`, `not-allowed` for one's own account
 */
export async function changeRole(
  services: Pick<IdentityServices, "store" | "people">,
  personId: string,
  role: Role,
  { operatorId, caller }: ActingOwner,
): Promise<void> {
  await somebodyElse(services, personId, operatorId);
  await services.people.setRole(personId, role, (was) => ({
    ...{ ...caller, what: "role changed" },
    target: `${was.name}: ${was.role} → ${role}`,
  }));
}

/**
 * Removes an account, with the invitations that it made. Its sessions end at once, and their streams with them.
 * @throws PanelError `not-found`, `last-owner`, `confirmation-missing`, `not-allowed` for one's own account
 */
export async function removePerson(
  services: Pick<IdentityServices, "store" | "people" | "sessionEnds">,
  personId: string,
  confirmName: string,
  { operatorId, caller }: ActingOwner,
): Promise<void> {
  const person = await somebodyElse(services, personId, operatorId);
  if (confirmName !== person.name) {
    throw new PanelError("confirmation-missing", `Removing ${person.name} needs the name, typed`, {
      issues: [{ field: "confirmName", message: `Type ${person.name}` }],
    });
  }
  const ended = await services.people.removePerson(personId, (was) => ({
    ...{ ...caller, what: "account removed" },
    target: `${was.name}, ${was.role}`,
  }));
  services.sessionEnds.announce(ended);
}

/** Nobody shuts themselves out by a slip: another owner has to do it. */
export async function somebodyElse(
  { store }: Pick<IdentityServices, "store">,
  personId: string,
  operatorId: string | null,
): Promise<OperatorRecord> {
  const person = await store.findById(personId);
  if (person === null) throw personNotFound();
  if (person.id !== operatorId) return person;
  throw new PanelError("not-allowed", "This is your own account", {
    fix: "Another owner can change its role or remove it",
  });
}
