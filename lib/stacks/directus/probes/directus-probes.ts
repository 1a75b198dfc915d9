import type { DirectusFields } from "@/lib/stacks/directus/fields";
import {
  postgresVersionProbe,
  redisProbe,
  sqliteVersionProbe,
} from "@/lib/stacks/directus/probes/data-probes";
import { currentUserProbe, pingProbe, signInProbe } from "@/lib/stacks/directus/probes/sign-in-probes";
import { tokenSignatureProbe } from "@/lib/stacks/directus/probes/token-signature-probe";
import type { Probe } from "@/lib/stacks/kind";

/** In order: later ones use the token of the sign-in. */
export const directusProbes: readonly Probe<DirectusFields>[] = [
  pingProbe,
  signInProbe,
  currentUserProbe,
  tokenSignatureProbe,
  postgresVersionProbe,
  sqliteVersionProbe,
  redisProbe,
];
