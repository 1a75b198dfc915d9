import type { ImageRole } from "@/lib/stacks/supabase/service-names";

/** Repository and tag by what the image is for. */
export type ReleaseImages = Readonly<Record<ImageRole, string>>;

/** Both are the newest of their line in upstream's sets since 0.6.0. */
const databases = {
  postgres17: "supabase/postgres:17.6.1.136",
  postgres15: "supabase/postgres:15.8.1.085",
};

/** Upstream's release 0.8.2; Kong from its overlay. */
export const currentImages: ReleaseImages = {
  ...databases,
  studio: "supabase/studio:2026.09.07-sha-7996410",
  kong: "kong/kong:3.9.3",
  auth: "supabase/gotrue:v2.196.0",
  rest: "postgrest/postgrest:v14.17",
  realtime: "supabase/realtime:v2.134.10",
  storage: "supabase/storage-api:v1.74.0",
  imgproxy: "darthsim/imgproxy:v3.31.4",
  meta: "supabase/postgres-meta:v0.99.0",
  functions: "supabase/edge-runtime:v1.76.2",
  supavisor: "supabase/supavisor:2.9.12",
  analytics: "supabase/logflare:1.50.10",
  vector: "timberio/vector:0.53.0-alpine",
};

/** Upstream's release 0.6.0. */
export const kongEraImages: ReleaseImages = {
  ...databases,
  studio: "supabase/studio:2026.06.03-sha-0bca601",
  kong: "kong/kong:3.9.1",
  auth: "supabase/gotrue:v2.189.0",
  rest: "postgrest/postgrest:v14.12",
  realtime: "supabase/realtime:v2.102.3",
  storage: "supabase/storage-api:v1.60.4",
  imgproxy: "darthsim/imgproxy:v3.30.1",
  meta: "supabase/postgres-meta:v0.96.6",
  functions: "supabase/edge-runtime:v1.74.0",
  supavisor: "supabase/supavisor:2.9.5",
  analytics: "supabase/logflare:1.43.1",
  vector: "timberio/vector:0.53.0-alpine",
};
