import type { ApiTokenStore } from "@/lib/ports/api-token-store";
import type { AuditLog } from "@/lib/ports/audit";
import type { Clock } from "@/lib/ports/clock";
import type { IdentityStore } from "@/lib/ports/identity-store";
import type { PasskeyCeremonies, PasskeySite } from "@/lib/ports/passkey-ceremonies";
import type { PasskeyStore } from "@/lib/ports/passkey-store";
import type { Passwords } from "@/lib/ports/passwords";
import type { PeopleStore } from "@/lib/ports/people-store";
import type { Random } from "@/lib/ports/random";
import type { SecondFactorStore } from "@/lib/ports/second-factor-store";
import type { Tokens } from "@/lib/ports/tokens";
import type { GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";
import type { HeldLinks } from "@/lib/use-cases/identity/held-links";
import type { SessionEnds } from "@/lib/use-cases/identity/session-ends";
import type { SignInChallenges } from "@/lib/use-cases/identity/sign-in-challenges";

/** What the verbs of people and sessions need. */
export type IdentityServices = {
  store: IdentityStore;
  people: PeopleStore;
  apiTokens: ApiTokenStore;
  audit: AuditLog;
  factors: SecondFactorStore;
  challenges: SignInChallenges;
  passkeys: PasskeyStore;
  ceremonies: PasskeyCeremonies;
  /** null where the panel is reached by no host name that browsers take passkeys for. */
  passkeySite: PasskeySite | null;
  passwords: Passwords;
  tokens: Tokens;
  limiter: GuessLimiter;
  heldLinks: HeldLinks;
  sessionEnds: SessionEnds;
  now: Clock;
  random: Random;
  newId: () => string;
  /** How people reach the panel, without a trailing slash. */
  url: string;
  /** Why set-up must not go on although there is no owner; null when nothing speaks against it. */
  setupRefusal: () => Promise<string | null>;
};
