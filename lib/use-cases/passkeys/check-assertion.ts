import type { PasskeyAssertion } from "@/lib/api/contract/passkeys";
import type { PasskeyOutcome, PasskeyRecord, PasskeyUse } from "@/lib/ports/passkey-store";
import type { AuditRecord } from "@/lib/ports/stores";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { type ChallengeUse, takeChallenge, userHandle } from "@/lib/use-cases/passkeys/passkey-challenge";
import { passkeyCopied, passkeyRefused, requireSite } from "@/lib/use-cases/passkeys/passkey-errors";

type Given = {
  given: PasskeyAssertion;
  /** null: nobody has it, or not who asks. */
  passkey: PasskeyRecord | null;
  use: ChallengeUse;
  /** What there is to be opened, in one transaction with the count of the passkey. */
  open: (use: PasskeyUse) => Promise<PasskeyOutcome>;
};

/**
 * Looks at a passkey's signature and opens what it is for.
 * @throws PanelError `passkey-refused`, `passkey-copied`, each with an audit entry
 */
export async function openByPasskey(
  services: IdentityServices,
  { given, passkey, use, open }: Given,
  entry: Omit<AuditRecord, "what">,
): Promise<void> {
  const found = await checkAssertion(services, given, passkey, use);
  const outcome = found === null ? "gone" : await open(found);
  if (outcome === "done") return;
  if (outcome === "counter-back" && passkey !== null) {
    const target = `${entry.target}: ${passkey.name}`;
    await services.audit.record({ ...entry, what: "passkey refused, counted back", target });
    throw passkeyCopied(passkey.name);
  }
  await services.audit.record({ ...entry, what: "passkey refused" });
  throw passkeyRefused();
}

async function checkAssertion(
  services: IdentityServices,
  given: PasskeyAssertion,
  passkey: PasskeyRecord | null,
  use: ChallengeUse,
): Promise<PasskeyUse | null> {
  const site = requireSite(services);
  // Also where nobody has the passkey: a challenge is answered once.
  const challenge = await takeChallenge(services, use, given.response);
  if (challenge === null || passkey === null) return null;
  const { userHandle: handle } = given.response;
  // A device that was told which passkey to use need not say whose it is.
  const isWhose = handle === userHandle(passkey.operatorId);
  if (!isWhose && (handle !== undefined || use.purpose === "sign-in")) return null;
  const asserted = await services.ceremonies.asserted(site, challenge, given, passkey.publicKey);
  if (asserted === null) return null;
  const { id, operatorId } = passkey;
  return { id, operatorId, ...asserted, at: services.now() };
}
