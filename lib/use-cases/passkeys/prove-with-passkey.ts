import type { PasskeyAssertion, PasskeyRequestOptions } from "@/lib/api/contract/passkeys";
import type { OwnSession } from "@/lib/ports/identity-store";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { proofBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import type { Caller } from "@/lib/use-cases/panel";
import { openByPasskey } from "@/lib/use-cases/passkeys/check-assertion";
import { type ChallengeUse, openChallenge, requestOptions } from "@/lib/use-cases/passkeys/passkey-challenge";
import { passkeyNotFound, requireSite } from "@/lib/use-cases/passkeys/passkey-errors";

/** @throws PanelError `passkeys-unavailable`, `not-found` for who has none */
export async function proofOptions(
  services: IdentityServices,
  own: OwnSession,
): Promise<PasskeyRequestOptions> {
  const { rpId } = requireSite(services);
  const allowed = await services.passkeys.passkeysOf(own.operatorId);
  if (allowed.length === 0) throw passkeyNotFound();
  return requestOptions(rpId, await openChallenge(services, proofOf(own)), allowed);
}

/**
 * Takes one of the person's own passkeys in place of password and code. Wrong ones count with wrong passwords.
 * @throws PanelError `passkey-refused`, `passkey-copied`, `passkeys-unavailable`, `too-many-attempts`, `not-signed-in`
 */
export async function proveWithPasskey(
  services: IdentityServices,
  own: OwnSession,
  given: PasskeyAssertion,
  caller: Caller,
): Promise<void> {
  const { passkeys } = services;
  const entry = { ...caller, target: caller.who };
  const succeed = await admitGuess(services, proofBudgets(own.operatorId), {
    ...{ ...entry, what: "passkey proof held off" },
  });
  const found = await passkeys.passkey(given.id);
  await openByPasskey(
    services,
    {
      given,
      passkey: found?.operatorId === own.operatorId ? found : null,
      use: proofOf(own),
      open: (use) => passkeys.proveWithPasskey(use, own, { ...entry, what: "passkey given" }),
    },
    entry,
  );
  succeed();
}

function proofOf({ tokenHash }: OwnSession): ChallengeUse {
  return { purpose: "prove", sessionHash: tokenHash };
}
