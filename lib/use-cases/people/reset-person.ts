import { PanelError } from "@/lib/errors";
import { addressKey } from "@/lib/ports/address-key";
import type { OperatorRecord } from "@/lib/ports/identity-store";
import { passwordLinkInvalid, personNotFound } from "@/lib/ports/store-errors";
import type { AuditRecord } from "@/lib/ports/stores";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { linkBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Visitor } from "@/lib/use-cases/identity/open-session";
import type { Caller } from "@/lib/use-cases/panel";
import { type ActingOwner, somebodyElse } from "@/lib/use-cases/people/change-person";

const LINK_VALID_MS = 60 * 60_000;

/**
 * Takes somebody's second factor away, as for a lost phone. Their sessions end: whoever found the phone may have one.
 * @throws PanelError `not-found`, `not-allowed` for one's own account
 */
export async function resetSecondFactor(
  services: Pick<IdentityServices, "store" | "factors" | "sessionEnds">,
  personId: string,
  { operatorId, caller }: ActingOwner,
): Promise<void> {
  await reset(services, await somebodyElse(services, personId, operatorId), caller, {
    what: "second factor",
    none: "has no second factor",
    take: (entry) => services.factors.resetSecondFactor(personId, entry),
  });
}

/**
 * Takes somebody's passkeys away, as for a lost device. Their sessions end: whoever found it may have one.
 * @throws PanelError `not-found`, `not-allowed` for one's own account
 */
export async function resetPasskeys(
  services: Pick<IdentityServices, "store" | "passkeys" | "sessionEnds">,
  personId: string,
  { operatorId, caller }: ActingOwner,
): Promise<void> {
  await reset(services, await somebodyElse(services, personId, operatorId), caller, {
    what: "passkeys",
    none: "has no passkeys",
    take: (entry) => services.passkeys.resetPasskeys(personId, entry),
  });
}

type Reset = {
  what: string;
  none: string;
  /** The sessions that ended by it; null when there was nothing to take. */
  take: (entry: AuditRecord) => Promise<readonly string[] | null>;
};

async function reset(
  { sessionEnds }: Pick<IdentityServices, "sessionEnds">,
  { name }: OperatorRecord,
  caller: Caller,
  { what, none, take }: Reset,
): Promise<void> {
  const ended = await take({ ...caller, what: `${what} reset`, target: name });
  if (ended === null) {
    throw new PanelError("not-found", `${name} ${none}`, { fix: "There is nothing to take away" });
  }
  sessionEnds.announce(ended);
}

/**
 * A one-time link by which somebody who forgot their password sets a new one. A second factor stays, and so do passkeys.
 * @throws PanelError `not-found`
 */
export async function createPasswordLink(
  { store, people, tokens, now, url }: IdentityServices,
  personId: string,
  caller: Caller,
): Promise<{ url: string; expiresAt: string }> {
  const person = await store.findById(personId);
  if (person === null) throw personNotFound();
  const token = tokens.create();
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + LINK_VALID_MS);
  await people.replacePasswordLink(
    { operatorId: person.id, tokenHash: tokens.hash(token), createdAt, expiresAt },
    { ...caller, what: "password link made", target: person.name },
  );
  return { url: `${url}/new-password#token=${token}`, expiresAt: expiresAt.toISOString() };
}

/**
 * Sets the password with the one-time token. Nobody is signed in by it: a second factor is still asked for.
 * @throws PanelError `link-invalid`, `too-many-attempts`
 */
export async function setPasswordByLink(
  services: IdentityServices,
  given: { token: string; password: string },
  { from }: Visitor,
): Promise<{ name: string }> {
  const { people, passwords, tokens, sessionEnds } = services;
  const succeed = await admitGuess(services, linkBudgets(addressKey(from) ?? from), {
    ...{ who: "unknown name", from, what: "password link held off", target: "panel" },
  });
  const tokenHash = tokens.hash(given.token);
  // Before the slow hash, which a stranger could otherwise order at will.
  await personOfLink(services, tokenHash);
  succeed();
  return services.heldLinks.during(tokenHash, async () => {
    const { name } = await personOfLink(services, tokenHash);
    const ended = await people.takePasswordLink(tokenHash, await passwords.hash(given.password), {
      ...{ who: name, from, what: "password set by a link", target: name },
    });
    sessionEnds.announce(ended);
    return { name };
  });
}

async function personOfLink(
  { store, people, now }: Pick<IdentityServices, "store" | "people" | "now">,
  tokenHash: string,
): Promise<OperatorRecord> {
  const link = await people.passwordLink(tokenHash);
  const person = link === null ? null : await store.findById(link.operatorId);
  if (link === null || person === null || link.expiresAt <= now()) throw passwordLinkInvalid();
  return person;
}
