import type { PasskeyAssertion, PasskeyRequestOptions } from "@/lib/api/contract/passkeys";
import { addressKey } from "@/lib/ports/address-key";
import { admitGuess } from "@/lib/use-cases/identity/admit-guess";
import { passkeyBudgets, passkeyOptionsBudgets } from "@/lib/use-cases/identity/guess-budgets";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openSession, type SignedIn, type Visitor } from "@/lib/use-cases/identity/open-session";
import { openByPasskey } from "@/lib/use-cases/passkeys/check-assertion";
import { openChallenge, requestOptions } from "@/lib/use-cases/passkeys/passkey-challenge";
import { passkeyRefused, requireSite } from "@/lib/use-cases/passkeys/passkey-errors";

const USE = { purpose: "sign-in", sessionHash: null } as const;

/** The address at which somebody may sign in with a passkey; null where nobody can, for want of one or of a name. */
export async function offerPasskeys({
  passkeys,
  passkeySite,
}: Pick<IdentityServices, "passkeys" | "passkeySite">): Promise<{ origin: string | null }> {
  const offered = passkeySite !== null && (await passkeys.countByOperator()).size > 0;
  return { origin: offered ? passkeySite.origin : null };
}

/** @throws PanelError `passkeys-unavailable`, `too-many-attempts` */
export async function signInOptions(
  services: IdentityServices,
  { from }: Visitor,
): Promise<PasskeyRequestOptions> {
  const { rpId } = requireSite(services);
  await admitGuess(services, passkeyOptionsBudgets(addressKey(from) ?? from), {
    ...{ who: "unknown name", from, what: "passkey held off", target: "panel" },
  });
  return requestOptions(rpId, await openChallenge(services, USE), []);
}

/**
 * A session for a passkey, which names its person. It stands for password and second factor in one: the device has made
 * sure that it is in the hands of its owner, by a finger, a face or a PIN.
 * @throws PanelError `passkey-refused`, `passkey-copied`, `passkeys-unavailable`, `too-many-attempts`
 */
export async function signInWithPasskey(
  services: IdentityServices,
  given: PasskeyAssertion,
  visitor: Visitor,
): Promise<SignedIn> {
  const { store, passkeys } = services;
  const { from } = visitor;
  const passkey = await passkeys.passkey(given.id);
  const operator = passkey === null ? null : await store.findById(passkey.operatorId);
  const target = operator?.name ?? "unknown name";
  const entry = { who: target, from, target };
  const succeed = await admitGuess(services, passkeyBudgets(addressKey(from) ?? from), {
    ...{ ...entry, what: "passkey held off" },
  });
  const opened = operator === null ? null : openSession(services, operator, visitor);
  await openByPasskey(
    services,
    {
      ...{ given, passkey, use: USE },
      open: async (use) =>
        opened === null
          ? "gone"
          : passkeys.signInWithPasskey(use, opened.session, { ...entry, what: "signed in with a passkey" }),
    },
    entry,
  );
  if (opened === null) throw passkeyRefused();
  succeed();
  return opened.answer;
}
