/** A version by its numbers; `preRelease` is what stands behind a hyphen, empty for a final one. */
export type Version = { major: number; minor: number; patch: number; preRelease: string };

const TAG = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/;

/** The version that a tag of the image names, or undefined: `latest` says nothing. */
export function versionOf(tag: string): Version | undefined {
  const [, major, minor, patch, preRelease = ""] = TAG.exec(tag) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  // A hotfix is built on the final version and comes after it.
  const isHotfix = preRelease.startsWith("hotfix");
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    preRelease: isHotfix ? "" : preRelease,
  };
}

/** Negative where `a` is older, 0 where both are the same; what comes before a final version is older than it. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  if (numbers !== 0 || a.preRelease === b.preRelease) return numbers;
  if (a.preRelease === "") return 1;
  if (b.preRelease === "") return -1;
  return a.preRelease.localeCompare(b.preRelease, "en", { numeric: true });
}

export function versionText({ major, minor, patch, preRelease }: Version): string {
  return `${major}.${minor}.${patch}${preRelease === "" ? "" : `-${preRelease}`}`;
}
