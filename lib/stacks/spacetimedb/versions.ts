import type { KindVersion } from "@/lib/stacks/kind";
import { type Version, versionOf } from "@/lib/stacks/spacetimedb/version-number";

/** Upstream's tags begin with a v; it pushes none for a major or a minor version alone. The default first. */
export const spacetimedbVersions = [
  {
    id: "v2.8.3",
    label: "2.8.3",
    tested: true,
    note: "Slipway's tests run it with a stand-in of the server that is made after the source of this version. From 2031-08-18 on it is under AGPL-3.0.",
  },
  {
    id: "v2.0.1",
    label: "2.0.1",
    tested: false,
    note: "For data of an older server. Its start parameters were not read: it gets those of 2.8.3.",
  },
] as const satisfies readonly KindVersion[];

export type SpacetimedbVersion = (typeof spacetimedbVersions)[number]["id"];

/** The tag that is deployed: the person's own, else that of the version. */
export function serverTag(settings: { version: string; serverTag: string }): string {
  return settings.serverTag === "" ? settings.version : settings.serverTag;
}

/** The version that runs; undefined for a tag that says none. */
export function deployedVersion(settings: { version: string; serverTag: string }): Version | undefined {
  return versionOf(serverTag(settings));
}
