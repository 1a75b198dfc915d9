import type { SoakPart } from "@/e2e/soak/soak-part";
import { ROUND_IDS } from "@/e2e/soak/supabase/rounds";
import { settingTries } from "@/e2e/soak/supabase/setting-tries";
import { SupabaseStack } from "@/e2e/soak/supabase/supabase-stack";

/** Every setting of a Supabase on its way into the containers that it is for, and into no other one. */
export const supabaseSettingsPart: SoakPart = {
  name: "supabase-settings",
  title: "Settings of a Supabase, as the engine shows them",
  ids: ROUND_IDS,
  tenth: ["e-mail"],
  async open() {
    const stack = await SupabaseStack.open("settings");
    return { run: await settingTries(stack), close: () => stack.close() };
  },
};
