import type { DirectusVersion } from "@/lib/stacks/directus/versions";

/** PostgreSQL up to 17 keeps its data below `/var/lib/postgresql/data`; 18 moved it. */
export const POSTGIS_IMAGE = "postgis/postgis:17-3.5";

export const REDIS_IMAGE = "redis:8.0.2-alpine";

export function directusImage(version: DirectusVersion): string {
  return `directus/directus:${version}`;
}
