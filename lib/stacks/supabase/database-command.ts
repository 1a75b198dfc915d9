import type { DataCommand } from "@/lib/stacks/kind";
import { DATABASE_PORT } from "@/lib/stacks/supabase/services/service-context";

/** The image's superuser. */
export const DATABASE_ADMIN = "supabase_admin";

/**
 * SQL in the service `db`, as its superuser. By loopback, where the image lets whoever is inside the container in: it
 * works whatever password the roles have. Answers come as bare lines.
 * @param statements each is a transaction of its own; they hold no secret, since the process list shows them
 */
export function databaseCommand(
  database: string,
  statements: readonly string[],
  environment: DataCommand["environment"] = {},
): DataCommand {
  return {
    command: [
      ...["psql", "-h", "127.0.0.1", "-p", DATABASE_PORT, "-U", DATABASE_ADMIN, "-d", database],
      ...["-X", "-w", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"],
      ...statements.flatMap((statement) => ["-c", statement]),
    ],
    environment,
  };
}
