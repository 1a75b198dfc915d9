import { newerMisfit, versionMisfit } from "@/lib/stacks/backup-fit";
import type { ColdBackup } from "@/lib/stacks/cold-backup";
import type { DirectusFields } from "@/lib/stacks/directus/fields";

export const directusColdBackup: ColdBackup<DirectusFields> = {
  volumes: ["database", "uploads", "extensions"],
  note: "Database, uploaded files and extensions. The cache in Redis is not in it: it fills again by itself. Files in an S3 bucket are not in it either.",
  misfit(made, present) {
    if (made.database !== present.database) {
      return {
        reason: "It holds the data of another database than the one that is deployed",
        fix: "Deploy a revision with the database that it was made with first, then restore",
      };
    }
    return (
      versionMisfit("Directus", made.version, present.version) ??
      newerMisfit("Directus", made.version, present.version)
    );
  },
};
