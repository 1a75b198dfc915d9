import { randomTokens } from "@/lib/adapters/crypto/random-tokens";
import { webauthnCeremonies } from "@/lib/adapters/crypto/webauthn-ceremonies";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { AuditLog } from "@/lib/ports/audit";
import { MemoryApiTokenStore } from "@/lib/ports/fakes/memory-api-token-store";
import { MemoryIdentityStore } from "@/lib/ports/fakes/memory-identity-store";
import { MemoryPasskeyStore } from "@/lib/ports/fakes/memory-passkey-store";
import { MemoryPeopleStore } from "@/lib/ports/fakes/memory-people-store";
import { MemorySecondFactorStore } from "@/lib/ports/fakes/memory-second-factor-store";
import type { Passwords } from "@/lib/ports/passwords";
import type { AuditRecord } from "@/lib/ports/stores";
import { createOwner } from "@/lib/use-cases/identity/create-owner";
import { createSetupLink } from "@/lib/use-cases/identity/create-setup-link";
import { GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";
import { HeldLinks } from "@/lib/use-cases/identity/held-links";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { SessionEnds } from "@/lib/use-cases/identity/session-ends";
import { signIn } from "@/lib/use-cases/identity/sign-in";
import { SignInChallenges } from "@/lib/use-cases/identity/sign-in-challenges";

export const MINUTE_MS = 60_000;
export const local = { who: "local", from: "local" };
export const ann = { name: "Ann", password: "correct horse" };
export const at = (from: string, agent = "") => ({ from, agent });

/** People and sessions in memory, with a clock that a test sets. It begins at 2026-03-01T10:00:00Z. */
export function testIdentity() {
  let time = Date.parse("2026-03-01T10:00:00Z");
  const now = () => new Date(time);
  const store = new MemoryIdentityStore(now);
  const recorded: AuditRecord[] = [];
  const audit: AuditLog = { record: async (entry) => void recorded.push(entry), list: async () => [] };
  let refusal: string | null = null;
  let ids = 0;
  let checked = 0;
  /** Not slow, not safe: these tests are about who may do what. */
  const passwords: Passwords = {
    hash: async (password) => `hash of ${password}`,
    verify: async (hash, password) => {
      checked += 1;
      return hash === `hash of ${password}`;
    },
  };
  const services: IdentityServices = {
    ...{
      store,
      people: new MemoryPeopleStore(store, now),
      audit,
      now,
      passwords,
      tokens: randomTokens,
      sessionEnds: new SessionEnds(),
    },
    apiTokens: new MemoryApiTokenStore(store),
    factors: new MemorySecondFactorStore(store, now),
    passkeys: new MemoryPasskeyStore(store, now),
    ceremonies: webauthnCeremonies,
    passkeySite: { rpId: "panel.example.com", origin: "https://panel.example.com" },
    challenges: new SignInChallenges(randomTokens, now),
    random: seededRandom("identity"),
    limiter: new GuessLimiter(now),
    heldLinks: new HeldLinks(),
    newId: () => `id-${++ids}`,
    url: "https://panel.example.com",
    setupRefusal: async () => refusal,
  };
  const link = async () => (await createSetupLink(services, local)).url.split("#token=")[1] ?? "";
  return {
    ...{ services, store, recorded, link },
    owner: async (from = "192.0.2.7") => createOwner(services, { token: await link(), ...ann }, at(from)),
    /** A session by name and password, of somebody without a second factor. */
    signIn: async (given: { name: string; password: string }, from: string) => {
      const answer = await signIn(services, given, at(from));
      if ("challenge" in answer) throw new Error("A code is asked for");
      return answer;
    },
    /** How many passwords were looked at so far. */
    checked: () => checked,
    pass: (ms: number) => {
      time += ms;
    },
    refuse: (text: string | null) => {
      refusal = text;
    },
  };
}
