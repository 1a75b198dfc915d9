import type { SecretDefinition } from "@/lib/stacks/kind";
import type { DotenvEntry } from "@/lib/stacks/supabase/import/dotenv";
import type { ImportFlag, ImportRow } from "@/lib/stacks/supabase/import/import-result";
import type { DashboardUser } from "@/lib/stacks/supabase/import/kong-file";
import { replacementEffect } from "@/lib/stacks/supabase/import/replacement-effects";
import { secretFaults } from "@/lib/stacks/supabase/import/secret-faults";
import { supabaseSecrets } from "@/lib/stacks/supabase/secrets";

type Definitions = Readonly<Record<string, SecretDefinition>>;

export type ImportedSecrets = {
  /** What is taken over, by the kind's names. */
  values: Readonly<Record<string, string>>;
  /** By variable: those of the file that are secrets of the kind. */
  rows: ReadonlyMap<string, ImportRow>;
  hasNewerKeys: boolean;
  remarks: readonly string[];
};

type Given = { entries: readonly DotenvEntry[]; users: readonly DashboardUser[]; keep: readonly string[] };

const definitions: Definitions = supabaseSecrets;
const NAME_OF = new Map(
  Object.entries(definitions).flatMap(([name, { variable }]) =>
    variable === undefined ? [] : [[variable, name] as const],
  ),
);

/** The keys of which one alone shows that the file has the newer set. */
const NEWER = [
  "publishableKey",
  "secretKey",
  "jwtKeys",
  "jwtJwks",
  "anonKeyAsymmetric",
  "serviceRoleKeyAsymmetric",
];

/** Secrets of the files: each as it is, but for those that should not go on and are not asked to be kept. */
export function importSecrets({ entries, users, keep }: Given, now: Date): ImportedSecrets {
  const own = entries.flatMap((entry) => {
    const name = NAME_OF.get(entry.name);
    const definition = name === undefined ? undefined : definitions[name];
    return name === undefined || definition === undefined ? [] : [{ entry, name, definition }];
  });
  const given = Object.fromEntries(
    own.flatMap(({ entry, name }) => (entry.value === "" ? [] : [[name, entry.value] as const])),
  );
  const faults = secretFaults(given, now);
  const keptNames = new Set(keep.flatMap((variable) => NAME_OF.get(variable) ?? []));
  const replaced = replacedNames(
    given,
    [...faults.keys()].filter((name) => !keptNames.has(name)),
  );
  const values = Object.fromEntries(Object.entries(given).filter(([name]) => !replaced.has(name)));
  const rows = own.map(({ entry, name, definition }): ImportRow => {
    const fault = faults.get(name);
    const note = name in values ? null : absenceNote(definition, entry.value === "", fault !== undefined);
    return {
      name: entry.name,
      state: name in values ? "kept" : "changed",
      target: definition.label,
      value: null,
      note: [note, ...entry.remarks].filter((one) => one !== null).join(". ") || null,
      flag: fault === undefined ? null : flagOf(entry.name, definition, fault, name in values),
    };
  });
  return {
    values: { ...values, ...(users.length > 0 && { dashboardUsers: usersText(users) }) },
    rows: new Map(rows.map((row) => [row.name, row])),
    hasNewerKeys: NEWER.some((name) => name in given),
    remarks: remarksOn(given, users),
  };
}

/** Those that are not to go on, and all that is signed or paired with one of them, or with one that is not there. */
function replacedNames(
  given: Readonly<Record<string, string>>,
  faulty: readonly string[],
): ReadonlySet<string> {
  const all = new Set([...faulty, ...Object.keys(definitions).filter((name) => !(name in given))]);
  let before = -1;
  while (before !== all.size) {
    before = all.size;
    for (const [name, { recipe }] of Object.entries(definitions)) {
      if (recipe.type === "made" && recipe.agreesWith?.some((other) => all.has(other))) all.add(name);
    }
  }
  return all;
}

function absenceNote({ recipe }: SecretDefinition, isEmpty: boolean, isFlagged: boolean): string {
  const isProvided = recipe.type === "provided";
  if (isEmpty) return isProvided ? "Empty in the file" : "Empty in the file: it is made";
  if (isProvided) return "Left out";
  return isFlagged ? "Made anew" : "Made anew with what it belongs to";
}

function flagOf(variable: string, { recipe }: SecretDefinition, why: string, kept: boolean): ImportFlag {
  return { why, consequence: replacementEffect(variable, recipe.type === "provided"), kept };
}

/** As the secret has them: one on each line. */
function usersText(users: readonly DashboardUser[]): string {
  return users.map(({ username, password }) => `${username}:${password}`).join("\n");
}

function remarksOn(given: Readonly<Record<string, string>>, users: readonly DashboardUser[]): string[] {
  const names = users.map(({ username }) => username).join(", ");
  return [
    ...(users.length === 0 ? [] : [`Studio users from the kong.yml, besides the one of the .env: ${names}`]),
    ...("realtimeDbEncKey" in given
      ? []
      : [
          "The file has no REALTIME_DB_ENC_KEY: upstream then takes a published one, and this stack gets one of its own. Realtime of a copied database needs the old one",
        ]),
  ];
}
