import type { keyRoutes } from "@/lib/api/contract/keys";
import type { Handlers } from "@/lib/api/handler";
import { directusKeys } from "@/lib/keys/directus-keys";
import { inspectToken } from "@/lib/keys/inspect-token";
import { randomSecrets } from "@/lib/keys/random-secrets";
import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { supabaseJwtKeys } from "@/lib/keys/supabase-jwt-keys";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";
import type { Clock } from "@/lib/ports/clock";
import type { Random } from "@/lib/ports/random";

/**
 * Keys, made and checked here because a page over plain http has no cryptography. Nothing is changed, so nothing is
 * written to the audit log; what is made is in the answer and nowhere else.
 */
export function keyHandlers({
  random,
  now,
}: {
  random: Random;
  now: Clock;
}): Pick<Handlers, keyof typeof keyRoutes> {
  return {
    "keys.supabase-jwt": async ({ body }) => supabaseJwtKeys(body, random, now()),
    "keys.supabase": async ({ body }) => supabaseKeySet(body, random, now()),
    "keys.directus": async ({ body }) => directusKeys(random, body.version),
    "keys.spacetimedb": async ({ body }) => spacetimedbKeys(body, random, now()),
    "keys.random": async ({ body }) => randomSecrets(random, body),
    "keys.verify": async ({ body }) => inspectToken(body.token, body.key, now()),
  };
}
