import { directusUrl } from "@/lib/stacks/directus/environment";
import type { DirectusInput } from "@/lib/stacks/directus/fields";
import type { Endpoint } from "@/lib/stacks/kind";

export function directusEndpoints(input: DirectusInput): readonly Endpoint[] {
  return [
    {
      id: "directus",
      label: "Directus",
      url: directusUrl(input),
      service: "directus",
      hostPort: input.settings.port,
      primary: true,
    },
  ];
}
