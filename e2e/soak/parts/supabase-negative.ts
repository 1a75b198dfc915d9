import type { OpenPart, SoakPart } from "@/e2e/soak/soak-part";
import {
  anonKeyAtSave,
  anonKeyByHand,
  jwtSecretByHand,
  passwordByHand,
  vaultKeyAtSave,
  vaultKeyForced,
} from "@/e2e/soak/supabase/negative-keys";
import { openPlace, type Place } from "@/e2e/soak/supabase/negative-place";
import {
  badVariable,
  brokenSql,
  missingTag,
  noLogin,
  noRoom,
  oldVolumes,
  portInBetween,
  portOfProcess,
  portOfStack,
} from "@/e2e/soak/supabase/negative-starts";

const TRIES: Readonly<Record<string, (place: Place) => Promise<string>>> = {
  "anon key of another secret, saved": anonKeyAtSave,
  "anon key of another secret, by hand": anonKeyByHand,
  "JWT secret of another stack, by hand": jwtSecretByHand,
  "short vault key, saved": vaultKeyAtSave,
  "short vault key, forced": vaultKeyForced,
  "another password over old volumes": oldVolumes,
  "another password in the database": passwordByHand,
  "port of a process": portOfProcess,
  "port of another stack": portOfStack,
  "port taken in between": portInBetween,
  "tag that is not there": missingTag,
  "registry without a login": noLogin,
  "variable that is not taken": badVariable,
  "first start with broken SQL": brokenSql,
  "database without room": noRoom,
};

/** What goes wrong with a Supabase ends in its cause, with the field and what to do, within a minute. */
export const supabaseNegativePart: SoakPart = {
  name: "supabase-negative",
  title: "A Supabase that cannot run says why",
  ids: Object.keys(TRIES),
  tenth: ["anon key of another secret, saved", "short vault key, saved", "port of a process"],
  async open(): Promise<OpenPart> {
    const place = await openPlace();
    return {
      run: async (id) => {
        const attempt = TRIES[id];
        if (attempt === undefined) throw new Error(`There is no try “${id}”`);
        return attempt(place);
      },
      close: () => place.close(),
    };
  },
};
