import { randomUUID } from "node:crypto";
import { Argon2Passwords } from "@/lib/adapters/crypto/argon2-passwords";
import { randomTokens } from "@/lib/adapters/crypto/random-tokens";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import { webauthnCeremonies } from "@/lib/adapters/crypto/webauthn-ceremonies";
import { GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";
import { HeldLinks } from "@/lib/use-cases/identity/held-links";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { SessionEnds } from "@/lib/use-cases/identity/session-ends";
import { SignInChallenges } from "@/lib/use-cases/identity/sign-in-challenges";
import { now } from "@/lib/worker/clock";
import type { Stores } from "@/lib/worker/stores-on";

/** People, sessions and what proves them. What guesses and held links are remembered by lives as long as the process. */
export function openIdentity(
  stores: Pick<Stores, "identity" | "people" | "apiTokens" | "factors" | "passkeys" | "audit">,
  { url, passkeySite, setupRefusal }: Pick<IdentityServices, "url" | "passkeySite" | "setupRefusal">,
): IdentityServices {
  const { identity, people, apiTokens, factors, passkeys, audit } = stores;
  return {
    store: identity,
    people,
    apiTokens,
    factors,
    passkeys,
    ceremonies: webauthnCeremonies,
    passkeySite,
    audit,
    challenges: new SignInChallenges(randomTokens, now),
    random: systemRandom,
    passwords: new Argon2Passwords(),
    tokens: randomTokens,
    limiter: new GuessLimiter(now),
    heldLinks: new HeldLinks(),
    sessionEnds: new SessionEnds(),
    now,
    newId: randomUUID,
    url,
    setupRefusal,
  };
}
