import { test } from "@/e2e/journeys/long/long-journey";
import { ENGINE } from "@/e2e/panel/journey";
import { ROUND_IDS } from "@/e2e/soak/supabase/rounds";

for (const id of ROUND_IDS) {
  test(`through the form: ${id}`, ENGINE, async ({ changed: _inPage, trySettings }, info) => {
    info.annotations.push({ type: "seen", description: await trySettings(id) });
  });
}
