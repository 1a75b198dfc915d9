import { addressKey } from "@/lib/ports/address-key";
import { setupDone, setupLinkInvalid } from "@/lib/ports/store-errors";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { requireSetupAllowed } from "@/lib/use-cases/identity/create-setup-link";
import { setupBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn, type Visitor } from "@/lib/use-cases/identity/open-session";

/**
 * Makes the owner with the one-time token and signs them in. Of many at once one wins.
 * @throws PanelError `setup-done`, `setup-link-invalid`, `setup-refused`, `too-many-attempts`
 */
export async function createOwner(
  services: IdentityServices,
  given: { token: string; name: string; password: string },
  visitor: Visitor,
): Promise<SignedIn> {
  const { store, passwords, tokens, heldLinks, now, newId } = services;
  const { from } = visitor;
  if (await store.hasOwner()) throw setupDone();
  const succeed = await admitGuess(services, setupBudgets(addressKey(from) ?? from), {
    ...{ who: "unknown name", from },
    ...{ what: "set-up held off", target: "panel" },
  });
  const tokenHash = tokens.hash(given.token);
  await requireLink(services, tokenHash);
  succeed();
  await requireSetupAllowed(services);
  return heldLinks.during(tokenHash, async () => {
    await requireLink(services, tokenHash);
    const owner = {
      id: newId(),
      name: given.name,
      role: "owner" as const,
      createdAt: now(),
      lastSeenAt: null,
    };
    const { session, answer } = openSession(services, owner, visitor);
    await store.createOwner(
      { ...owner, passwordHash: await passwords.hash(given.password) },
      tokenHash,
      session,
      { who: owner.name, from, what: "owner made", target: owner.name },
    );
    return answer;
  });
}

/** Before the slow hash, which a stranger could otherwise order at will. @throws PanelError `setup-link-invalid` */
async function requireLink(
  { store, now }: Pick<IdentityServices, "store" | "now">,
  tokenHash: string,
): Promise<void> {
  const link = await store.setupLink();
  if (link === null || link.tokenHash !== tokenHash || link.expiresAt <= now()) throw setupLinkInvalid();
}
