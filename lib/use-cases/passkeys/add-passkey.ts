import {
  type PasskeyAttestation,
  type PasskeyCreationOptions,
  type PasskeyView,
  TRANSPORTS,
} from "@/lib/api/contract/passkeys";
import { PanelError } from "@/lib/errors";
import type { OwnSession } from "@/lib/ports/identity-store";
import { PASSKEY_ALGORITHMS } from "@/lib/ports/passkey-ceremonies";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";
import { passkeyView } from "@/lib/use-cases/passkeys/own-passkeys";
import {
  type ChallengeUse,
  descriptor,
  openChallenge,
  takeChallenge,
  userHandle,
  VALID_MS,
} from "@/lib/use-cases/passkeys/passkey-challenge";
import { passkeyRefused, requireSite } from "@/lib/use-cases/passkeys/passkey-errors";

/** Of one person: nobody has as many devices. */
const MOST = 20;

/** @throws PanelError `passkeys-unavailable`, `not-allowed` for who has too many */
export async function addOptions(
  services: IdentityServices,
  own: OwnSession,
  name: string,
): Promise<PasskeyCreationOptions> {
  const { rpId } = requireSite(services);
  const known = await services.passkeys.passkeysOf(own.operatorId);
  if (known.length >= MOST) {
    throw new PanelError("not-allowed", `You have ${known.length} passkeys: that is the most there may be`, {
      fix: "Remove one that you no longer use first",
    });
  }
  return {
    rp: { id: rpId, name: `Slipway ${rpId}` },
    user: { id: userHandle(own.operatorId), name, displayName: name },
    challenge: await openChallenge(services, registrationOf(own)),
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ alg, type: "public-key" })),
    timeout: VALID_MS,
    excludeCredentials: known.map(descriptor),
    // So that nothing need be typed to sign in, and that the device alone is not enough.
    authenticatorSelection: {
      ...{ residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
    attestation: "none",
  };
}

/** @throws PanelError `passkey-refused`, `passkeys-unavailable`, `name-taken` for one that is known, `not-signed-in` */
export async function addPasskey(
  services: IdentityServices,
  own: OwnSession,
  { name, passkey: given }: { name: string; passkey: PasskeyAttestation },
  caller: Caller,
): Promise<PasskeyView> {
  const { passkeys, ceremonies, newId, now } = services;
  const site = requireSite(services);
  const challenge = await takeChallenge(services, registrationOf(own), given.response);
  const attested = challenge === null ? null : await ceremonies.attested(site, challenge, given);
  if (attested === null) throw passkeyRefused();
  const passkey = {
    ...{ id: newId(), operatorId: own.operatorId, name, createdAt: now(), lastUsedAt: null },
    ...attested,
    transports: TRANSPORTS.filter((known) => given.response.transports.includes(known)),
  };
  const entry = { ...caller, what: "passkey added", target: `${caller.who}: ${name}` };
  if (!(await passkeys.addPasskey(own, passkey, entry))) {
    throw new PanelError("name-taken", "This passkey is known here already", {
      fix: "Use another device, or the passkey as it is",
    });
  }
  return passkeyView(passkey);
}

function registrationOf({ tokenHash }: OwnSession): ChallengeUse {
  return { purpose: "register", sessionHash: tokenHash };
}
