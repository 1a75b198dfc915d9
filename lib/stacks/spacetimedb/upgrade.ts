import type { UpgradeProblem } from "@/lib/stacks/kind";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import { compareVersions, type Version, versionText } from "@/lib/stacks/spacetimedb/version-number";
import { deployedVersion } from "@/lib/stacks/spacetimedb/versions";

/**
 * What the server's own gate would refuse, since its first start wrote its version into the data folder: an older major
 * or minor version, a newer major one but from 1 to 2, and anything but a final or later version after what came before
 * one. A newer patch is free both ways. Data that stays behind, in another place, is not looked at.
 */
export function spacetimedbUpgradeProblem(
  before: SpacetimedbInput,
  after: SpacetimedbInput,
): UpgradeProblem | undefined {
  if (!keepsData(before, after)) return undefined;
  const [from, to] = [deployedVersion(before.settings), deployedVersion(after.settings)];
  if (from === undefined || to === undefined || opens(to, from)) return undefined;
  return {
    field: after.settings.serverTag === "" ? "version" : "serverTag",
    message: `SpacetimeDB ${versionText(to)} refuses the data folder of ${versionText(from)}`,
    fix:
      compareVersions(to, from) < 0
        ? `Keep ${versionText(from)} or take a newer one; the way back is a backup that was made before the upgrade`
        : "Upgrade by the versions between, one after the other",
  };
}

function keepsData({ settings: before }: SpacetimedbInput, { settings: after }: SpacetimedbInput): boolean {
  if (before.storage !== after.storage) return false;
  return after.storage === "volumes" || before.dataFolder === after.dataFolder;
}

function opens(server: Version, data: Version): boolean {
  if (data.preRelease !== "" || server.preRelease !== "") return compareVersions(server, data) >= 0;
  if (server.major === data.major) return server.minor >= data.minor;
  return server.major === 2 && data.major === 1;
}
