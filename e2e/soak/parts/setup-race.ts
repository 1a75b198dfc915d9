import assert from "node:assert/strict";
import { numbered, type OpenPart, type SoakPart } from "@/e2e/soak/soak-part";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { Argon2Passwords } from "@/lib/adapters/crypto/argon2-passwords";
import { openTestDatabase } from "@/lib/adapters/database/test-database";
import { PanelError } from "@/lib/errors";
import { createOwner } from "@/lib/use-cases/identity/create-owner";
import { createSetupLink } from "@/lib/use-cases/identity/create-setup-link";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { openIdentity } from "@/lib/worker/open-identity";
import { storesOn } from "@/lib/worker/stores-on";

const RACES = 20;
const CALLERS = 1_000;
const RACE = "1,000 with one link";
const TRIES_WITHOUT = 200;

/** A thousand at once with one set-up link, on a real database with real password hashes. */
export const setupRacePart: SoakPart = {
  name: "setup-race",
  title: "One owner of a thousand",
  ids: numbered(RACE, RACES),
  tenth: numbered(RACE, RACES / 10),
  async open(): Promise<OpenPart> {
    return { run: race, close: async () => {} };
  },
};

async function race(): Promise<string> {
  const database = await openTestDatabase();
  const passwords = new CountingPasswords();
  const box = new AesSecretBox({ id: "race", bytes: new Uint8Array(32).fill(7) });
  // Each caller has an address of its own, so that the limiter, which is about one address, is not what decides.
  const services: IdentityServices = {
    ...openIdentity(storesOn(database.client, box), {
      url: "http://127.0.0.1:9400",
      passkeySite: null,
      setupRefusal: async () => null,
    }),
    passwords,
  };
  try {
    const { url } = await createSetupLink(services, { who: "local", from: "local" });
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get("token") ?? "";
    const as = (index: number, given: string) =>
      createOwner(
        services,
        { token: given, name: `owner-${index}`, password: "correct horse battery" },
        { from: `10.0.${index >> 8}.${index & 255}`, agent: "" },
      );
    const without = await Promise.allSettled(
      Array.from({ length: TRIES_WITHOUT }, (_, index) => as(index, "no such token")),
    );
    assert(
      without.every(({ status }) => status === "rejected"),
      "an owner without the link",
    );
    assert.equal(await database.client.operator.count(), 0);
    const tries = await Promise.allSettled(Array.from({ length: CALLERS }, (_, index) => as(index, token)));
    const refused = tries.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    assert.equal(refused.length, CALLERS - 1);
    for (const reason of refused) {
      assert(reason instanceof PanelError, String(reason));
      assert(["setup-done", "setup-link-invalid"].includes(reason.code), reason.code);
    }
    assert.equal(await database.client.operator.count(), 1);
    assert.equal(await database.client.session.count(), 1);
    assert.equal(passwords.hashed, 1, "passwords hashed");
    return `1 owner, 1 password hashed, ${refused.length} refused; without the link 0 of ${TRIES_WITHOUT}`;
  } finally {
    await database.close();
  }
}

class CountingPasswords extends Argon2Passwords {
  hashed = 0;

  override async hash(password: string): Promise<string> {
    this.hashed += 1;
    return super.hash(password);
  }
}
