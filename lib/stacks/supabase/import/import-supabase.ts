import { supabaseFields } from "@/lib/stacks/supabase/fields";
import { parseDotenv } from "@/lib/stacks/supabase/import/dotenv";
import type { SupabaseImport } from "@/lib/stacks/supabase/import/import-result";
import { importSecrets } from "@/lib/stacks/supabase/import/import-secrets";
import { readKongFile } from "@/lib/stacks/supabase/import/kong-file";
import { placeVariable } from "@/lib/stacks/supabase/import/place-variable";
import type { PlacedRow, SettingsInWork } from "@/lib/stacks/supabase/import/placed-row";
import { withoutFaults, withoutTaken } from "@/lib/stacks/supabase/import/sound-settings";
import { stackShape } from "@/lib/stacks/supabase/import/stack-shape";

export type ImportFiles = {
  /** Content of upstream's `.env`. */
  env: string;
  /** Content of its `kong.yml`; empty where there is none. */
  kong: string;
  /** Secrets that are kept although something is wrong with them, by variable; all others of those are made anew. */
  keep: readonly string[];
};

/** The definition of a stack from the files of an installation by upstream's compose file. */
export function importSupabase(files: ImportFiles, now: Date): SupabaseImport {
  const { entries, problems } = parseDotenv(files.env);
  const values = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
  const shape = stackShape(values);
  const kong = readKongFile(files.kong);
  const firstUser = values.DASHBOARD_USERNAME ?? supabaseFields.dashboardUsername.default;
  const users = kong.users.filter(({ username }) => username !== firstUser);
  const secrets = importSecrets({ entries, users, keep: files.keep }, now);
  const settings: SettingsInWork = { ...shape.settings, newerKeys: secrets.hasNewerKeys };
  const rows = entries.map((entry): PlacedRow => {
    const secret = secrets.rows.get(entry.name);
    return secret === undefined ? placeVariable(entry, values, settings) : { row: secret };
  });
  const remarks = [
    ...problems,
    ...kong.problems,
    ...shape.remarks,
    ...kong.ownServices.map(
      (name) => `The kong.yml has a service of your own, “${name}”: its routes are not taken over`,
    ),
    ...kong.keys
      .filter(({ key }) => !Object.values(values).includes(key))
      .map(
        ({ consumer }) =>
          `The kong.yml gives ${consumer} a key that is not in the .env: it is not taken over`,
      ),
    ...secrets.remarks,
  ];
  const sound = withoutTaken(settings, withoutFaults(settings, rows), secrets.values);
  return {
    settings,
    secrets: secrets.values,
    rows: sound.map(({ row }) => row),
    remarks: remarks.map(sentence),
  };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
