import { password } from "@/lib/keys/password";
import { randomUuid } from "@/lib/keys/uuid";
import type { Random } from "@/lib/ports/random";

/** Version 9 also wants a KEY; no later one reads it. */
export type DirectusGeneration = "current" | "9";

export type DirectusKeys = { SECRET: string; ADMIN_PASSWORD: string; ADMIN_TOKEN: string; KEY?: string };

/**
 * What a Directus needs to start. Letters and digits only: Directus reads a value with a comma as a list, and one that
 * begins like `json:` as that type.
 */
export function directusKeys(random: Random, generation: DirectusGeneration): DirectusKeys {
  return {
    SECRET: password(random, 48, "alphanumeric"),
    ADMIN_PASSWORD: password(random, 24, "alphanumeric"),
    ADMIN_TOKEN: password(random, 32, "alphanumeric"),
    ...(generation === "9" && { KEY: randomUuid(random) }),
  };
}
