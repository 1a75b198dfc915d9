import { setupDone, setupLinkInvalid } from "@/lib/ports/store-errors";
import { requireSetupAllowed } from "@/lib/use-cases/identity/create-setup-link";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn } from "@/lib/use-cases/identity/open-session";

/**
 * Makes the owner with the one-time token and signs them in. Of many at once one wins.
 * @throws PanelError `setup-done`, `setup-link-invalid`, `setup-refused`
 */
export async function createOwner(
  services: IdentityServices,
  given: { token: string; name: string; password: string },
  from: string,
): Promise<SignedIn> {
  const { store, passwords, tokens, now, newId } = services;
  if (await store.hasOwner()) throw setupDone();
  const tokenHash = tokens.hash(given.token);
  const link = await store.setupLink();
  // Before the slow hash, which a stranger could otherwise order at will.
  if (link === null || link.tokenHash !== tokenHash || link.expiresAt <= now()) throw setupLinkInvalid();
  await requireSetupAllowed(services);
  const owner = { id: newId(), name: given.name, role: "owner" as const, createdAt: now() };
  const { session, answer } = openSession(services, owner, from);
  await store.createOwner(
    { ...owner, passwordHash: await passwords.hash(given.password) },
    tokenHash,
    session,
    { who: owner.name, from, what: "owner made", target: owner.name },
  );
  return answer;
}
