// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation

import { analytics } from "@/lib/stacks/supabase/upstream/services/analytics";
import { apiGw } from "@/lib/stacks/supabase/upstream/services/api-gw";
import { auth } from "@/lib/stacks/supabase/upstream/services/auth";
import { db } from "@/lib/stacks/supabase/upstream/services/db";
import { functions } from "@/lib/stacks/supabase/upstream/services/functions";
import { imgproxy } from "@/lib/stacks/supabase/upstream/services/imgproxy";
import { meta } from "@/lib/stacks/supabase/upstream/services/meta";
import { realtime } from "@/lib/stacks/supabase/upstream/services/realtime";
import { rest } from "@/lib/stacks/supabase/upstream/services/rest";
import { storage } from "@/lib/stacks/supabase/upstream/services/storage";
import { studio } from "@/lib/stacks/supabase/upstream/services/studio";
import { supavisor } from "@/lib/stacks/supabase/upstream/services/supavisor";
import { vector } from "@/lib/stacks/supabase/upstream/services/vector";
import type { UpstreamAddition, UpstreamService } from "@/lib/stacks/supabase/upstream/upstream-service";

/** Which of upstream's files are put together; its gateway is Kong in both. */
export type UpstreamSet = "base" | "with-logs";

export type UpstreamServices = Readonly<Record<string, UpstreamService>>;

/** Base file with the overlay `kong`, as of the release `self-hosted/v0.8.2`. */
const base: UpstreamServices = {
  studio,
  "api-gw": apiGw,
  auth,
  rest,
  realtime,
  storage,
  imgproxy,
  meta,
  functions,
  db,
  supavisor,
};

/** What the overlay `logs` does to Studio. */
const studioWithLogs: UpstreamAddition = {
  environment: {
    LOGFLARE_PRIVATE_ACCESS_TOKEN: "${LOGFLARE_PRIVATE_ACCESS_TOKEN}",
    LOGFLARE_URL: "http://analytics:4000",
    ENABLED_FEATURES_LOGS_ALL: "true",
  },
  dependsOn: { analytics: "service_healthy" },
};

/** The services that upstream starts for the set. */
export function upstreamServices(set: UpstreamSet): UpstreamServices {
  if (set === "base") return base;
  return { ...base, studio: withAddition(studio, studioWithLogs), analytics, vector };
}

function withAddition(service: UpstreamService, addition: UpstreamAddition): UpstreamService {
  return {
    ...service,
    environment: { ...service.environment, ...addition.environment },
    dependsOn: { ...service.dependsOn, ...addition.dependsOn },
  };
}
