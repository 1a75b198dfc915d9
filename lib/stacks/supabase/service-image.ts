import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";
import { tagField } from "@/lib/stacks/supabase/fields/image-fields";
import type { SupabaseService } from "@/lib/stacks/supabase/service-names";
import { releaseOf } from "@/lib/stacks/supabase/versions";

/** The service's image in the chosen release, with its own tag where one is given. */
export function serviceImage(service: SupabaseService, settings: SupabaseSettings): string {
  const { images } = releaseOf(settings.version);
  const image = service === "db" ? images[`postgres${settings.postgresVersion}`] : images[service];
  const tag = settings[tagField(service)];
  return tag === "" ? image : `${image.slice(0, image.lastIndexOf(":"))}:${tag}`;
}
