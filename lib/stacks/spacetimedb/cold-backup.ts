import type { BackupRefusal, ColdBackup } from "@/lib/stacks/cold-backup";
import type { SpacetimedbFields, SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { refusedData } from "@/lib/stacks/spacetimedb/upgrade";
import { versionText } from "@/lib/stacks/spacetimedb/version-number";

export const spacetimedbColdBackup: ColdBackup<SpacetimedbFields> = {
  volumes: ["data", "keys", "grafana"],
  // Each start writes who has the folder; modules as machine code are made again for the processor that runs them.
  leaveOut: { data: ["spacetime.pid", "cache"] },
  secretsIn: { grafana: ["grafanaPassword"] },
  note: "Databases with their modules and logs, the keys, and what Grafana keeps. The metrics that Prometheus collected are not in it, nor are tables that are kept in memory only.",
  unavailable({ storage, dataFolder, keyFolder }) {
    if (storage === "volumes") return null;
    return {
      reason: "Its data and keys are in folders of the engine's host, which Slipway does not read",
      fix: `Stop the stack and copy ${dataFolder} and ${keyFolder} there yourself, both together`,
    };
  },
  misfit: (made, present) => refusedByServer(made, present) ?? ofAnotherAdmin(made, present),
};

function refusedByServer(made: SpacetimedbSettings, present: SpacetimedbSettings): BackupRefusal | null {
  const refused = refusedData(made, present);
  if (refused === undefined) return null;
  const from = versionText(refused.data);
  return {
    reason: refused.message,
    fix: refused.isOlder
      ? `Deploy a revision with ${from} first, then restore`
      : `Restore it once a version that reads it is deployed; where none can be, download it and give its data to a server of ${from}`,
  };
}

/** Grafana keeps its admin's name with its data, and takes no other one from the settings. */
function ofAnotherAdmin(made: SpacetimedbSettings, present: SpacetimedbSettings): BackupRefusal | null {
  if (!made.monitoring || !present.monitoring || made.grafanaUser === present.grafanaUser) return null;
  return {
    reason: `Grafana's admin in it is ${made.grafanaUser}, and ${present.grafanaUser} is deployed`,
    fix: `Deploy a revision with the admin ${made.grafanaUser} first, then restore`,
  };
}
