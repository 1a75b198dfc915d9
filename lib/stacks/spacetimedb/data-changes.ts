import type { DataChange, DataCommand } from "@/lib/stacks/kind";
import { GRAFANA } from "@/lib/stacks/spacetimedb/addresses";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";

/** Grafana reads the password of its environment at its first start only, and keeps it with its data from then on. */
export function spacetimedbDataChanges(before: SpacetimedbInput, after: SpacetimedbInput): DataChange[] {
  if (!before.settings.monitoring || !after.settings.monitoring) return [];
  const [old, now] = [before.secrets.grafanaPassword ?? "", after.secrets.grafanaPassword ?? ""];
  if (old === now) return [];
  return [
    {
      service: GRAFANA,
      title: "password of Grafana's admin",
      ...passwordCommand(now),
      undo: passwordCommand(old),
    },
  ];
}

/** Read from standard input, so that it stands in no process list. */
function passwordCommand(password: string): DataCommand {
  const reset = "grafana cli --homepath /usr/share/grafana admin reset-admin-password --password-from-stdin";
  return {
    command: ["sh", "-c", `printf %s "$NEW_PASSWORD" | ${reset}`],
    environment: { NEW_PASSWORD: password },
  };
}
