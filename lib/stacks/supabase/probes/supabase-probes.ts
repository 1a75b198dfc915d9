import type { Probe } from "@/lib/stacks/kind";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import {
  passwordProbe,
  sessionPoolerProbe,
  transactionPoolerProbe,
} from "@/lib/stacks/supabase/probes/database-probes";
import { functionsProbe } from "@/lib/stacks/supabase/probes/functions-probe";
import { anonRestProbe, noKeyProbe, serviceRoleProbe } from "@/lib/stacks/supabase/probes/gateway-probes";
import { analyticsProbe, collectorProbe, imagesProbe } from "@/lib/stacks/supabase/probes/inside-probes";
import { metaProbe } from "@/lib/stacks/supabase/probes/meta-probe";
import { newerKeysProbe } from "@/lib/stacks/supabase/probes/newer-keys-probe";
import { realtimeProbe } from "@/lib/stacks/supabase/probes/realtime-probe";
import { storageProbe } from "@/lib/stacks/supabase/probes/storage-probe";
import { studioProbe } from "@/lib/stacks/supabase/probes/studio-probe";
import { userProbe } from "@/lib/stacks/supabase/probes/user-probe";

/** In order: what everything else stands on comes first; the one of the anon key notes a table for later ones. */
export const supabaseProbes: readonly Probe<SupabaseFields>[] = [
  passwordProbe,
  noKeyProbe,
  anonRestProbe,
  serviceRoleProbe,
  newerKeysProbe,
  metaProbe,
  userProbe,
  studioProbe,
  storageProbe,
  imagesProbe,
  realtimeProbe,
  functionsProbe,
  sessionPoolerProbe,
  transactionPoolerProbe,
  analyticsProbe,
  collectorProbe,
];
