import { cancelPart } from "@/e2e/soak/parts/cancel";
import { concurrentPart } from "@/e2e/soak/parts/concurrent";
import { diskFullPart } from "@/e2e/soak/parts/disk-full";
import { engineRestartPart } from "@/e2e/soak/parts/engine-restart";
import { envPart } from "@/e2e/soak/parts/env";
import { hostilePart } from "@/e2e/soak/parts/hostile";
import { hungPart } from "@/e2e/soak/parts/hung";
import { keysPart } from "@/e2e/soak/parts/keys";
import { killPart } from "@/e2e/soak/parts/kill";
import { markupPart } from "@/e2e/soak/parts/markup";
import { powerCutPart } from "@/e2e/soak/parts/power-cut";
import { pullPart } from "@/e2e/soak/parts/pull";
import { randomKillPart } from "@/e2e/soak/parts/random-kill";
import { redeployPart } from "@/e2e/soak/parts/redeploy";
import { restorePart } from "@/e2e/soak/parts/restore";
import { setupRacePart } from "@/e2e/soak/parts/setup-race";
import { supabaseBrowserPart } from "@/e2e/soak/parts/supabase-browser";
import { supabaseByHandPart } from "@/e2e/soak/parts/supabase-by-hand";
import { supabaseImportPart } from "@/e2e/soak/parts/supabase-import";
import { supabaseNegativePart } from "@/e2e/soak/parts/supabase-negative";
import { supabaseSecretsPart } from "@/e2e/soak/parts/supabase-secrets";
import { supabaseSettingsPart } from "@/e2e/soak/parts/supabase-settings";
import { supabaseVersionsPart } from "@/e2e/soak/parts/supabase-versions";
import { twoPart } from "@/e2e/soak/parts/two";
import type { SoakPart } from "@/e2e/soak/soak-part";

/** In the order in which they run. */
export const soakParts: readonly SoakPart[] = [
  keysPart,
  setupRacePart,
  envPart,
  hostilePart,
  markupPart,
  redeployPart,
  restorePart,
  twoPart,
  concurrentPart,
  pullPart,
  cancelPart,
  killPart,
  randomKillPart,
  powerCutPart,
  engineRestartPart,
  diskFullPart,
  hungPart,
  supabaseNegativePart,
  supabaseImportPart,
  supabaseByHandPart,
  supabaseVersionsPart,
  supabaseSettingsPart,
  supabaseSecretsPart,
  supabaseBrowserPart,
];
