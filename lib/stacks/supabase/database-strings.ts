import { portHost } from "@/lib/stacks/supabase/addresses";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";

export type DatabaseString = {
  label: string;
  /** Without the password: clients ask for it, or take it from PGPASSWORD. */
  url: string;
};

/** Ways to the database from outside the stack, the most useful first; through the pooler the user names its tenant. */
export function databaseStrings(input: SupabaseInput): DatabaseString[] {
  const { settings } = input;
  const host = portHost(input);
  const pooled = `postgresql://postgres.${settings.poolerTenantId}@${host}`;
  return [
    ...(isOn(settings, "pooler")
      ? [
          {
            label: "Database, pooled by session",
            url: `${pooled}:${settings.poolerSessionPort}/postgres`,
          },
          {
            label: "Database, pooled by transaction",
            url: `${pooled}:${settings.poolerTransactionPort}/postgres`,
          },
        ]
      : []),
    ...(settings.directDatabase
      ? [
          {
            label: "Database, direct",
            url: `postgresql://postgres@${host}:${settings.databasePort}/postgres`,
          },
        ]
      : []),
  ];
}
