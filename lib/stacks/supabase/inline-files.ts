import { analyticsStart } from "@/lib/stacks/supabase/analytics-start";
import { firstBootFiles } from "@/lib/stacks/supabase/files/first-boot";
import { functionsSeed, functionsSeedFiles } from "@/lib/stacks/supabase/files/functions-seed";
import { gatewayDeclaration } from "@/lib/stacks/supabase/files/gateway-declaration";
import type { GatewayUpstream } from "@/lib/stacks/supabase/files/gateway-routes";
import { gatewayStart } from "@/lib/stacks/supabase/files/gateway-start";
import { poolerTenant } from "@/lib/stacks/supabase/files/pooler-tenant";
import { vectorPipeline } from "@/lib/stacks/supabase/files/vector-pipeline";
import type { SupabaseService } from "@/lib/stacks/supabase/service-names";

const UPSTREAMS: readonly GatewayUpstream[] = [
  "auth",
  "rest",
  "realtime",
  "storage",
  "functions",
  "meta",
  "studio",
];

/** Content of every inline file by its logical name, whether or not a service of the stack mounts it. */
export function inlineFiles(on: ReadonlySet<SupabaseService>): Readonly<Record<string, { content: string }>> {
  const named = [...firstBootFiles, ...functionsSeedFiles].map((file) => [
    file.name,
    { content: file.content },
  ]);
  return {
    ...Object.fromEntries(named),
    gateway: { content: gatewayDeclaration(new Set(UPSTREAMS.filter((upstream) => on.has(upstream)))) },
    "gateway-start": { content: gatewayStart() },
    "functions-seed": { content: functionsSeed() },
    "pooler-tenant": { content: poolerTenant },
    vector: { content: vectorPipeline() },
    "analytics-start": { content: analyticsStart },
  };
}
