import type { Endpoint, RoutableEndpoint } from "@/lib/stacks/kind";
import { GATEWAY_ENDPOINT, publicUrl } from "@/lib/stacks/supabase/addresses";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";

const LABEL = "Studio and API";

export function supabaseEndpoints(input: SupabaseInput): readonly Endpoint[] {
  return [
    {
      id: GATEWAY_ENDPOINT,
      label: LABEL,
      url: publicUrl(input),
      service: "kong",
      hostPort: input.settings.port,
      primary: true,
    },
  ];
}

export const supabaseRoutable: readonly RoutableEndpoint[] = [
  { endpoint: GATEWAY_ENDPOINT, label: LABEL, required: true },
];
