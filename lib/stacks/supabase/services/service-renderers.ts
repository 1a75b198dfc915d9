import type { ComposeService } from "@/lib/stacks/compose-project";
import type { SupabaseService } from "@/lib/stacks/supabase/service-names";
import { authService } from "@/lib/stacks/supabase/services/auth";
import { databaseService, metaService } from "@/lib/stacks/supabase/services/database";
import { functionsService } from "@/lib/stacks/supabase/services/functions";
import { gatewayService } from "@/lib/stacks/supabase/services/gateway";
import { analyticsService, vectorService } from "@/lib/stacks/supabase/services/logs";
import { poolerService } from "@/lib/stacks/supabase/services/pooler";
import { realtimeService } from "@/lib/stacks/supabase/services/realtime";
import { restService } from "@/lib/stacks/supabase/services/rest";
import type { ServiceContext } from "@/lib/stacks/supabase/services/service-context";
import { imgproxyService, storageService } from "@/lib/stacks/supabase/services/storage";
import { studioService } from "@/lib/stacks/supabase/services/studio";

export const serviceRenderers: Readonly<
  Record<SupabaseService, (context: ServiceContext) => ComposeService>
> = {
  studio: studioService,
  kong: gatewayService,
  auth: authService,
  rest: restService,
  realtime: realtimeService,
  storage: storageService,
  imgproxy: imgproxyService,
  functions: functionsService,
  meta: metaService,
  db: databaseService,
  supavisor: poolerService,
  analytics: analyticsService,
  vector: vectorService,
};
