import { afterAll, beforeAll, describe, it } from "vitest";
import { secretTry, supabaseSecretsPart } from "@/e2e/soak/parts/supabase-secrets";
import { supabaseSettingsPart } from "@/e2e/soak/parts/supabase-settings";
import { settingTries } from "@/e2e/soak/supabase/setting-tries";
import { SupabaseStack } from "@/e2e/soak/supabase/supabase-stack";

const OPEN_TIMEOUT_MS = 600_000;
const TRY_TIMEOUT_MS = 240_000;

/** The tenths of two parts share one stack, of the smallest profile. */
describe("a Supabase that is changed while it runs", { timeout: TRY_TIMEOUT_MS }, () => {
  let stack: SupabaseStack;
  beforeAll(async () => {
    stack = await SupabaseStack.open("supabase", { profile: "lite" });
  }, OPEN_TIMEOUT_MS);
  afterAll(async () => stack?.close());

  for (const id of supabaseSecretsPart.tenth) {
    it(`secrets: ${id}`, async () => {
      await secretTry(stack, id);
    });
  }
  for (const id of supabaseSettingsPart.tenth) {
    it(`settings: ${id}`, async () => {
      await (await settingTries(stack))(id);
    });
  }
});
