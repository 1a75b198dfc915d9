import assert from "node:assert/strict";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { keyTries } from "@/e2e/soak/supabase/key-tries";
import { passwordTries } from "@/e2e/soak/supabase/password-tries";
import { peopleTries } from "@/e2e/soak/supabase/people-tries";
import { SupabaseStack } from "@/e2e/soak/supabase/supabase-stack";

const TRIES: Readonly<Record<string, (stack: SupabaseStack) => Promise<string>>> = {
  ...keyTries,
  ...peopleTries,
  ...passwordTries,
};

/** Every secret of a Supabase changed while it runs: its dependants alone, the old one refused, the new one taken. */
export const supabaseSecretsPart: SoakPart = {
  name: "supabase-secrets",
  title: "Live changes of a Supabase's secrets",
  ids: Object.keys(TRIES),
  tenth: ["Studio password"],
  async open() {
    const stack = await SupabaseStack.open("secrets");
    return { run: (id) => secretTry(stack, id), close: () => stack.close() };
  },
};

/** One of the part's tries, on a stack that may be another one's. */
export async function secretTry(stack: SupabaseStack, id: string): Promise<string> {
  const once = TRIES[id];
  assert(once !== undefined, `there is no try ${id}`);
  return once(stack);
}
