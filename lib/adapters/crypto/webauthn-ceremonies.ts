import type { VerifiedAuthenticationResponse, VerifiedRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import type { PasskeyAssertion, PasskeyAttestation } from "@/lib/api/contract/passkeys";
import {
  type Asserted,
  type Attested,
  PASSKEY_ALGORITHMS,
  type PasskeyCeremonies,
  type PasskeySite,
} from "@/lib/ports/passkey-ceremonies";

/** In a frame of another page's nobody signs on purpose; the library looks at that only where the browser names the page. */
const clientData = z.object({
  challenge: z.string().min(1).max(200),
  crossOrigin: z.literal(false).optional(),
});

/** What the library would answer for what is not right; it throws, in words for developers. */
const REFUSED = { verified: false } as const;

/** WebAuthn by @simplewebauthn/server, loaded when the first passkey comes: it takes 17 MiB (measured). */
export const webauthnCeremonies: PasskeyCeremonies = {
  challengeOf({ clientDataJSON }) {
    try {
      const text = Buffer.from(clientDataJSON, "base64url").toString("utf8");
      return clientData.parse(JSON.parse(text)).challenge;
    } catch {
      return null;
    }
  },

  async attested(site, challenge, given): Promise<Attested | null> {
    const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
    const { verified, registrationInfo }: VerifiedRegistrationResponse = await verifyRegistrationResponse({
      ...expected(site, challenge),
      response: credential(given),
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    }).catch(() => REFUSED);
    if (!verified || registrationInfo === undefined) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    // The device's own word: what stands beside it in the browser's answer is not signed by anything.
    if (id !== given.id) return null;
    return { credentialId: id, publicKey, counter, backedUp: registrationInfo.credentialBackedUp };
  },

  async asserted(site, challenge, given, publicKey): Promise<Asserted | null> {
    const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
    const answer: VerifiedAuthenticationResponse | typeof REFUSED = await verifyAuthenticationResponse({
      ...expected(site, challenge),
      response: credential(given),
      // The library compares counters before it has looked at the signature: anybody could make one go back.
      credential: { id: given.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    }).catch(() => REFUSED);
    if (!answer.verified) return null;
    const { newCounter, credentialBackedUp } = answer.authenticationInfo;
    return { counter: newCounter, backedUp: credentialBackedUp };
  },
};

function expected({ origin, rpId }: PasskeySite, challenge: string) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
  };
}

/** In the library's form. */
function credential<Given extends PasskeyAssertion | PasskeyAttestation>({ id, response }: Given) {
  return {
    id,
    rawId: id,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: response as Given["response"],
  };
}
