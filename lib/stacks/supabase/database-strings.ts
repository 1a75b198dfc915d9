import { portHost } from "@/lib/stacks/supabase/addresses";
import { isOn } from "@/lib/stacks/supabase/enabled-services";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";

export type DatabaseString = {
  label: string;
  /** Without the password: clients ask for it, or take it from PGPASSWORD. */
  url: string;
  /** Id of the probe that goes the same way. */
  probe: string;
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
            label: "Session pooler",
            url: `${pooled}:${settings.poolerSessionPort}/postgres`,
            probe: "pooler-session",
          },
          {
            label: "Transaction pooler",
            url: `${pooled}:${settings.poolerTransactionPort}/postgres`,
            probe: "pooler-transaction",
          },
        ]
      : []),
    ...(settings.directDatabase
      ? [
          {
            label: "Direct",
            url: `postgresql://postgres@${host}:${settings.databasePort}/postgres`,
            probe: "database-password",
          },
        ]
      : []),
  ];
}
