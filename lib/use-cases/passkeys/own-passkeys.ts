import type { PasskeyView } from "@/lib/api/contract/passkeys";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { PasskeyRecord } from "@/lib/ports/passkey-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";
import { passkeyNotFound } from "@/lib/use-cases/passkeys/passkey-errors";

export async function listPasskeys(
  { passkeys, passkeySite }: Pick<IdentityServices, "passkeys" | "passkeySite">,
  { operatorId }: OwnSession,
): Promise<{ origin: string | null; passkeys: PasskeyView[] }> {
  const found = await passkeys.passkeysOf(operatorId);
  return { origin: passkeySite?.origin ?? null, passkeys: found.map(passkeyView) };
}

/** The address at which the person can use a passkey of theirs; null where there is none. */
export async function ownPasskeyOrigin(
  services: Pick<IdentityServices, "passkeys" | "passkeySite">,
  operatorId: string,
): Promise<string | null> {
  if (services.passkeySite === null) return null;
  const found = await services.passkeys.passkeysOf(operatorId);
  return found.length > 0 ? services.passkeySite.origin : null;
}

/** @throws PanelError `not-found`, `not-signed-in` */
export async function renamePasskey(
  { passkeys }: Pick<IdentityServices, "passkeys">,
  own: OwnSession,
  renamed: { id: string; name: string },
  caller: Caller,
): Promise<void> {
  const entry = { ...caller, what: "passkey renamed", target: `${caller.who}: ${renamed.name}` };
  if (!(await passkeys.renamePasskey(own, renamed, entry))) throw passkeyNotFound();
}

/**
 * Ends the person's other sessions too: whoever found the device may have one.
 * @throws PanelError `not-found`, `not-signed-in`
 */
export async function removePasskey(
  { passkeys, sessionEnds }: Pick<IdentityServices, "passkeys" | "sessionEnds">,
  own: OwnSession,
  id: string,
  caller: Caller,
): Promise<void> {
  const found = (await passkeys.passkeysOf(own.operatorId)).find((passkey) => passkey.id === id);
  if (found === undefined) throw passkeyNotFound();
  const entry = { ...caller, what: "passkey removed", target: `${caller.who}: ${found.name}` };
  const ended = await passkeys.removePasskey(own, id, entry);
  if (ended === null) throw passkeyNotFound();
  sessionEnds.announce(ended);
}

export function passkeyView({ id, name, createdAt, lastUsedAt, backedUp }: PasskeyRecord): PasskeyView {
  return {
    ...{ id, name, backedUp },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
