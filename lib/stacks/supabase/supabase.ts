import type { Kind } from "@/lib/stacks/kind";
import { supabaseActions } from "@/lib/stacks/supabase/actions";
import { GATEWAY_ENDPOINT } from "@/lib/stacks/supabase/addresses";
import { checkSupabase } from "@/lib/stacks/supabase/check";
import { supabaseColdBackup } from "@/lib/stacks/supabase/cold-backup";
import { supabaseConnections } from "@/lib/stacks/supabase/connections";
import { supabaseDataChanges } from "@/lib/stacks/supabase/data-changes";
import { supabaseEndpoints, supabaseRoutable } from "@/lib/stacks/supabase/endpoints";
import { supabaseFailures } from "@/lib/stacks/supabase/failures";
import { type SupabaseFields, supabaseFields, supabaseTopics } from "@/lib/stacks/supabase/fields";
import { FUNCTIONS_FOLDER } from "@/lib/stacks/supabase/files/functions-seed";
import { supabaseMail } from "@/lib/stacks/supabase/mail";
import { makeSupabaseSecrets } from "@/lib/stacks/supabase/make-secrets";
import { supabaseNeeds } from "@/lib/stacks/supabase/needs";
import { supabaseProbes } from "@/lib/stacks/supabase/probes/supabase-probes";
import { renderSupabase } from "@/lib/stacks/supabase/render";
import { supabaseSecrets } from "@/lib/stacks/supabase/secrets";
import { supabaseVersions } from "@/lib/stacks/supabase/versions";
import { supabaseWarnings } from "@/lib/stacks/supabase/warnings";

export const supabase: Kind<SupabaseFields> = {
  id: "supabase",
  title: "Supabase",
  summary: "Postgres with APIs",
  topics: supabaseTopics,
  settings: supabaseFields,
  secrets: supabaseSecrets,
  makeSecrets: makeSupabaseSecrets,
  versions: supabaseVersions,
  render: renderSupabase,
  check: checkSupabase,
  warnings: supabaseWarnings,
  needs: supabaseNeeds,
  endpoints: supabaseEndpoints,
  routable: supabaseRoutable,
  connections: supabaseConnections,
  probes: supabaseProbes,
  functions: {
    service: "functions",
    volume: "functions",
    folder: FUNCTIONS_FOLDER,
    // Also the mark by which the seed knows that the volume was filled.
    protected: ["main"],
    endpoint: GATEWAY_ENDPOINT,
    path: "/functions/v1",
  },
  dataChanges: supabaseDataChanges,
  failures: supabaseFailures,
  actions: supabaseActions,
  mail: supabaseMail,
  coldBackup: supabaseColdBackup,
};
