import { PanelError } from "@/lib/errors";
import { setupDone } from "@/lib/ports/store-errors";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";

const VALID_MS = 15 * 60_000;

/**
 * A fresh one-time link that makes the owner; the earlier one ends. The token stands behind `#`, which browsers send to
 * nobody: it gets into no log.
 * @throws PanelError `setup-done`, `setup-refused`
 */
export async function createSetupLink(
  services: IdentityServices,
  caller: Caller,
): Promise<{ url: string; expiresAt: string }> {
  const { store, tokens, now, url } = services;
  if (await store.hasOwner()) throw setupDone();
  await requireSetupAllowed(services);
  const token = tokens.create();
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + VALID_MS);
  await store.replaceSetupLink(
    { tokenHash: tokens.hash(token), createdAt, expiresAt },
    { ...caller, what: "set-up link made", target: "panel" },
  );
  return { url: `${url}/setup#token=${token}`, expiresAt: expiresAt.toISOString() };
}

/** @throws PanelError `setup-refused` */
export async function requireSetupAllowed(services: IdentityServices): Promise<void> {
  const refusal = await services.setupRefusal();
  if (refusal !== null) throw new PanelError("setup-refused", refusal);
}
