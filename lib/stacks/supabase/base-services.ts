import type { ComposeService } from "@/lib/stacks/compose-project";
import { enabledServices } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { serviceImage } from "@/lib/stacks/supabase/service-image";
import type { SupabaseService } from "@/lib/stacks/supabase/service-names";
import type { ServiceContext } from "@/lib/stacks/supabase/services/service-context";
import { serviceRenderers } from "@/lib/stacks/supabase/services/service-renderers";

/** What services are rendered from. */
export function serviceContext(input: SupabaseInput): ServiceContext {
  const { settings } = input;
  return { input, on: enabledServices(settings), image: (service) => serviceImage(service, settings) };
}

/** The lasting services, still without variables by free name. */
export function baseServices(
  context: ServiceContext,
): readonly (readonly [SupabaseService, ComposeService])[] {
  return [...context.on].map((name) => [name, serviceRenderers[name](context)] as const);
}
