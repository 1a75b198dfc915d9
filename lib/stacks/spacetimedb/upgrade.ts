import type { UpgradeProblem } from "@/lib/stacks/kind";
import type { SpacetimedbInput } from "@/lib/stacks/spacetimedb/fields";
import { compareVersions, type Version, versionText } from "@/lib/stacks/spacetimedb/version-number";
import { deployedVersion } from "@/lib/stacks/spacetimedb/versions";

type VersionSettings = Parameters<typeof deployedVersion>[0];

/**
 * What the server's own gate would refuse, since its first start wrote its version into the data folder: an older major
 * or minor version, a newer major one but from 1 to 2, and around what comes before a final version anything but itself
 * or a later final one. A newer patch is free both ways. Data that stays behind, in another place, is not looked at.
 */
export function spacetimedbUpgradeProblem(
  before: SpacetimedbInput,
  after: SpacetimedbInput,
): UpgradeProblem | undefined {
  if (!keepsData(before, after)) return undefined;
  const refused = refusedData(before.settings, after.settings);
  if (refused === undefined) return undefined;
  const from = versionText(refused.data);
  return {
    field: after.settings.serverTag === "" ? "version" : "serverTag",
    message: refused.message,
    fix: refused.isOlder
      ? `Keep ${from} or take a newer one; the way back is a backup that was made before the upgrade`
      : "Upgrade by the versions between, one after the other",
  };
}

/**
 * Why a server refuses the data that another one had; undefined where it takes them, or where a tag says no version.
 * `isOlder`: the server is.
 */
export function refusedData(
  data: VersionSettings,
  server: VersionSettings,
): { message: string; data: Version; isOlder: boolean } | undefined {
  const [from, to] = [deployedVersion(data), deployedVersion(server)];
  if (from === undefined || to === undefined || opens(to, from)) return undefined;
  const message = `SpacetimeDB ${versionText(to)} refuses the data folder of ${versionText(from)}`;
  return { message, data: from, isOlder: compareVersions(to, from) < 0 };
}

function keepsData({ settings: before }: SpacetimedbInput, { settings: after }: SpacetimedbInput): boolean {
  if (before.storage !== after.storage) return false;
  return after.storage === "volumes" || before.dataFolder === after.dataFolder;
}

function opens(server: Version, data: Version): boolean {
  if (server.preRelease !== "") return compareVersions(server, data) === 0;
  if (data.preRelease !== "") return compareVersions(server, data) > 0;
  if (server.major === data.major) return server.minor >= data.minor;
  return server.major === 2 && data.major === 1;
}
