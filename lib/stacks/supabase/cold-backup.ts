import { newerMisfit } from "@/lib/stacks/backup-fit";
import type { ColdBackup } from "@/lib/stacks/cold-backup";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";

export const supabaseColdBackup: ColdBackup<SupabaseFields> = {
  // Without db-config, which has the root key of Vault, what Vault encrypted in the database stays unreadable.
  volumes: ["database", "db-config", "storage", "functions", "snippets"],
  note: "Database with Vault's root key, stored files, edge functions and Studio's snippets. What is in an S3 bucket is not in it, nor are modules that functions download.",
  misfit(made, present) {
    if (made.postgresVersion !== present.postgresVersion) {
      return {
        reason: `It holds the data of PostgreSQL ${made.postgresVersion}, and ${present.postgresVersion} is deployed`,
        fix: `Deploy a revision with PostgreSQL ${made.postgresVersion} first, then restore`,
      };
    }
    // Auth, Storage and Realtime migrate their schemas when they start, in one direction.
    return newerMisfit("Supabase", made.version, present.version);
  },
};
