import type { PasskeyRequestOptions } from "@/lib/api/contract/passkeys";
import type { PasskeyPurpose, PasskeyRecord } from "@/lib/ports/passkey-store";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

export const VALID_MS = 5 * 60_000;

/** What a challenge is good for: a purpose, and the session that asks, or none where somebody signs in. */
export type ChallengeUse = { purpose: PasskeyPurpose; sessionHash: string | null };

type Services = Pick<IdentityServices, "passkeys" | "ceremonies" | "tokens" | "now">;

/** @returns the text that a device has to sign */
export async function openChallenge({ passkeys, tokens, now }: Services, use: ChallengeUse): Promise<string> {
  const challenge = tokens.create();
  await passkeys.openChallenge({ challengeHash: tokens.hash(challenge), ...use }, now());
  return challenge;
}

/**
 * The challenge that was signed, which is used up by that, whatever comes of the signature; null when it is not good,
 * or no longer.
 */
export async function takeChallenge(
  { passkeys, ceremonies, tokens, now }: Services,
  use: ChallengeUse,
  response: { clientDataJSON: string },
): Promise<string | null> {
  const challenge = ceremonies.challengeOf(response);
  if (challenge === null) return null;
  const openedSince = new Date(now().getTime() - VALID_MS);
  const taken = await passkeys.takeChallenge({ challengeHash: tokens.hash(challenge), ...use }, openedSince);
  return taken ? challenge : null;
}

/** What a browser asks a device for. @param allowed none: whichever passkey of this panel the person chooses */
export function requestOptions(
  rpId: string,
  challenge: string,
  allowed: readonly PasskeyRecord[],
): PasskeyRequestOptions {
  return {
    ...{ rpId, challenge, timeout: VALID_MS, userVerification: "required" },
    allowCredentials: allowed.map(descriptor),
  };
}

export function descriptor({ credentialId, transports }: PasskeyRecord) {
  return { id: credentialId, type: "public-key" as const, transports: [...transports] };
}

/** What a device keeps of whose passkey it is. */
export function userHandle(operatorId: string): string {
  return Buffer.from(operatorId).toString("base64url");
}
