import {
  internalDatabaseSql,
  jwtSettingsSql,
  logsSchemaSql,
  poolerSchemaSql,
  realtimeSchemaSql,
  rolesSql,
} from "@/lib/stacks/supabase/files/first-boot-sql";
import { webhooksSql } from "@/lib/stacks/supabase/files/webhooks-sql";

export type FirstBootFile = {
  /** Logical name: of the config, and of upstream's file without its ending. */
  name: string;
  target: string;
  content: string;
};

const FOLDER = "/docker-entrypoint-initdb.d";

/**
 * SQL that the database image runs once, over an empty data folder, in this order: `init-scripts` as postgres while that
 * role is a superuser, then `migrations` as supabase_admin. The first error ends the first boot. The schemas of optional
 * services are made in any case: there is no second chance.
 */
export const firstBootFiles: readonly FirstBootFile[] = [
  // Before the roles, one of which it makes.
  { name: "webhooks", target: `${FOLDER}/init-scripts/98-webhooks.sql`, content: webhooksSql },
  { name: "jwt", target: `${FOLDER}/init-scripts/99-jwt.sql`, content: jwtSettingsSql },
  { name: "roles", target: `${FOLDER}/init-scripts/99-roles.sql`, content: rolesSql },
  { name: "_supabase", target: `${FOLDER}/migrations/97-_supabase.sql`, content: internalDatabaseSql },
  { name: "logs", target: `${FOLDER}/migrations/99-logs.sql`, content: logsSchemaSql },
  { name: "pooler", target: `${FOLDER}/migrations/99-pooler.sql`, content: poolerSchemaSql },
  { name: "realtime", target: `${FOLDER}/migrations/99-realtime.sql`, content: realtimeSchemaSql },
];
