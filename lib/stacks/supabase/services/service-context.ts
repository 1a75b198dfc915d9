import { type ComposeService, type EnvText, env, envText } from "@/lib/stacks/compose-project";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import type { SupabaseService } from "@/lib/stacks/supabase/service-names";

/** What a service is rendered from. */
export type ServiceContext = {
  input: SupabaseInput;
  /** The services that are on. */
  on: ReadonlySet<SupabaseService>;
  /** Reference of the service's image. */
  image(service: SupabaseService): string;
};

/** What every lasting service has. */
export const lasting: Pick<ComposeService, "restart" | "logging"> = {
  restart: "unless-stopped",
  logging: { maxSizeMib: 10, maxFiles: 3 },
};

/** Seconds between health checks: upstream's longer ones (up to 30) would delay every deploy. */
export const HEALTH_INTERVAL_SECONDS = 5;

/** Inside the stack, whatever ports of the host lead there. */
export const DATABASE_HOST = "db";
export const DATABASE_PORT = "5432";
export const DATABASE_NAME = "postgres";
/** Of the services' own data: the pooler's tenants, the logs. */
export const INTERNAL_DATABASE_NAME = "_supabase";

/** A connection string with the password as it is: its alphabet holds nothing that would have to be encoded. */
export function databaseUrl(scheme: string, role: string, database = DATABASE_NAME): EnvText {
  return envText(
    `${scheme}://${role}:`,
    env("POSTGRES_PASSWORD"),
    `@${DATABASE_HOST}:${DATABASE_PORT}/${database}`,
  );
}
