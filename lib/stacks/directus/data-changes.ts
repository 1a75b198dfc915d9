import { DATABASE_NAME } from "@/lib/stacks/directus/environment";
import type { DirectusInput } from "@/lib/stacks/directus/fields";
import type { DataChange, DataCommand } from "@/lib/stacks/kind";
import { postgresValues } from "@/lib/stacks/postgres-values";

/**
 * The statement that the server logs, where it logs any, is this text: the value stands in neither. By the socket, where
 * the image lets whoever is inside the container in, so that it works whatever password the role has.
 */
const SET_PASSWORD = `do $change$ begin
  execute format('alter role %I with password %L', current_user, current_setting('slipway.password'));
end $change$`;

const COMMAND = ["psql", "-U", DATABASE_NAME, "-d", DATABASE_NAME, "-X", "-w", "-q", "-c", SET_PASSWORD];

/** PostgreSQL keeps its role's password with its data: the variable counts at the first start only. */
export function directusDataChanges(before: DirectusInput, after: DirectusInput): readonly DataChange[] {
  const [old, now] = [before.secrets.databasePassword, after.secrets.databasePassword];
  const stays = before.settings.database === "postgis" && after.settings.database === "postgis";
  if (!stays || old === undefined || now === undefined || old === now) return [];
  return [
    {
      service: "database",
      title: `password of the role ${DATABASE_NAME}`,
      ...setPassword(now),
      undo: setPassword(old),
    },
  ];
}

function setPassword(password: string): DataCommand {
  return { command: COMMAND, environment: postgresValues({ password }) };
}
