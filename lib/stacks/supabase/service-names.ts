/** The stack's lasting services, in the order in which they are shown: what people use first, what logs last. */
export const SERVICE_NAMES = [
  "studio",
  "kong",
  "auth",
  "rest",
  "realtime",
  "storage",
  "imgproxy",
  "functions",
  "meta",
  "db",
  "supavisor",
  "analytics",
  "vector",
] as const;

export type SupabaseService = (typeof SERVICE_NAMES)[number];

/** The one-shot that puts the sample function into its volume once. */
export const FUNCTIONS_SEED = "functions-seed";

/** What an image of a release is for: the services, with one for each line of PostgreSQL. */
export type ImageRole = Exclude<SupabaseService, "db"> | "postgres17" | "postgres15";

/** What people call a service. */
export const SERVICE_TITLES: Readonly<Record<SupabaseService, string>> = {
  studio: "Studio",
  kong: "Gateway",
  auth: "Auth",
  rest: "REST",
  realtime: "Realtime",
  storage: "Storage",
  imgproxy: "Image transformation",
  functions: "Edge functions",
  meta: "Database description",
  db: "Database",
  supavisor: "Pooler",
  analytics: "Log analytics",
  vector: "Log collector",
};
