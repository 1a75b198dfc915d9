import type { KindVersion } from "@/lib/stacks/kind";
import { currentImages, kongEraImages, type ReleaseImages } from "@/lib/stacks/supabase/release-images";

type SupabaseRelease = KindVersion & {
  images: ReleaseImages;
  /** Whether Auth's own URL ends in `/auth/v1`: from 0.7.0 on, where Auth also issues its tokens under it. */
  authPathInUrl: boolean;
};

/** Sets of images that upstream released together; mixes are untested. In the order of the choice: the default first. */
export const supabaseReleases = [
  {
    id: "0.8.2",
    label: "0.8.2 (September 2026)",
    tested: true,
    note: "Slipway's tests run it with the real PostgreSQL and postgres-meta, and with stand-ins for the other services.",
    images: currentImages,
    authPathInUrl: true,
  },
  {
    id: "0.6.0",
    label: "0.6.0 (June 2026)",
    tested: false,
    note: "The last set that upstream made with Kong in front: for a stack that comes from it.",
    images: kongEraImages,
    authPathInUrl: false,
  },
] as const satisfies readonly SupabaseRelease[];

export const supabaseVersions: readonly KindVersion[] = supabaseReleases;

export type SupabaseVersion = (typeof supabaseReleases)[number]["id"];

/** The release by its id; one that this panel no longer knows is the default one. */
export function releaseOf(version: string): SupabaseRelease {
  return supabaseReleases.find(({ id }) => id === version) ?? supabaseReleases[0];
}
