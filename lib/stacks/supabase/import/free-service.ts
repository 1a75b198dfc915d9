import type { SupabaseService } from "@/lib/stacks/supabase/service-names";

/** Beginnings of names, and the service that reads them. */
const BEGINNINGS: readonly (readonly [RegExp, SupabaseService])[] = [
  [/^GOTRUE_/, "auth"],
  [/^PGRST_/, "rest"],
  [/^(STORAGE_|UPLOAD_|TUS_|AWS_|GLOBAL_S3_|S3_|FILE_)/, "storage"],
  [/^IMGPROXY_/, "imgproxy"],
  [/^KONG_/, "kong"],
  [/^(LOGFLARE_|PHX_)/, "analytics"],
  [/^VECTOR_/, "vector"],
  [/^PG_META_/, "meta"],
  [/^(STUDIO_|NEXT_PUBLIC_|ENABLED_FEATURES_)/, "studio"],
];

/** Who gets a variable that Supabase does not know: its service by the name, or the edge functions, as one's own code. */
export function freeService(name: string): SupabaseService {
  return BEGINNINGS.find(([pattern]) => pattern.test(name))?.[1] ?? "functions";
}
