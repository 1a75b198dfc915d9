import type { FieldIssue } from "@/lib/errors";
import { isActive } from "@/lib/stacks/active-fields";
import { type SpacetimedbSettings, spacetimedbFields } from "@/lib/stacks/spacetimedb/fields";
import { folderOf, layoutOf } from "@/lib/stacks/spacetimedb/layout";
import { pathProblem } from "@/lib/stacks/spacetimedb/start/value-problems";

const FOLDER_FIELDS = ["rootDir", "dataDir", "keyDir"] as const;
const FILE_FIELDS = ["privateKeyPath", "publicKeyPath"] as const;

/** Of the image: a volume over them would hide what the server needs. */
const IMAGE_TREES = [
  ...["/bin", "/boot", "/dev", "/etc/slipway", "/etc/ssl", "/lib", "/lib64", "/opt/spacetime", "/proc"],
  ...["/run", "/sbin", "/sys", "/usr"],
];
const IMAGE_FOLDERS = ["/app", "/etc", "/home", "/home/spacetime", "/opt", "/root", "/srv", "/tmp", "/var"];

/** Paths inside the container and on the host: whole, apart from each other, and over nothing that is needed. */
export function folderIssues(settings: SpacetimedbSettings): FieldIssue[] {
  const single = [
    ...FOLDER_FIELDS.flatMap((key) => pathIssues(settings, key, settings[key])),
    ...FILE_FIELDS.flatMap((key) => pathIssues(settings, key, folderOf(settings[key]))),
  ];
  return single.length > 0 ? single : [...togetherIssues(settings), ...hostFolderIssues(settings)];
}

/** @param folder that is mounted, or that everything mounted is in */
function pathIssues(
  settings: SpacetimedbSettings,
  key: (typeof FOLDER_FIELDS)[number] | (typeof FILE_FIELDS)[number],
  folder: string,
): FieldIssue[] {
  if (!isActive(spacetimedbFields, settings, key)) return [];
  const { label } = spacetimedbFields[key];
  const problem = pathProblem(settings[key]);
  if (problem !== undefined) return [{ field: key, message: `${label} ${problem}` }];
  const hidden =
    folder === "" ||
    IMAGE_FOLDERS.includes(folder) ||
    IMAGE_TREES.some((tree) => folder === tree || folder.startsWith(`${tree}/`));
  if (!hidden) return [];
  const message = `${label}: a volume at ${folder === "" ? "/" : folder} would hide files of the image`;
  return [{ field: key, message }];
}

function togetherIssues(settings: SpacetimedbSettings): FieldIssue[] {
  if (settings.layout === "root") return [];
  const { dataDir, keyDir, privateKey, publicKey } = layoutOf(settings);
  if (settings.keyFiles === "paths" && privateKey === publicKey) {
    return [{ field: "publicKeyPath", message: "Public and private key cannot be one file" }];
  }
  if (settings.keyFiles === "paths" && folderOf(publicKey) !== keyDir) {
    return [
      { field: "publicKeyPath", message: "Both keys must be in one folder, which is a volume of its own" },
    ];
  }
  if (!areNested(dataDir, keyDir)) return [];
  const field = settings.keyFiles === "paths" ? "privateKeyPath" : "keyDir";
  return [{ field, message: "Keys and data must be in folders apart, neither inside the other" }];
}

function hostFolderIssues({ storage, dataFolder, keyFolder }: SpacetimedbSettings): FieldIssue[] {
  if (storage !== "folders" || !areNested(dataFolder, keyFolder)) return [];
  return [
    { field: "keyFolder", message: "Keys and data must be in folders apart, neither inside the other" },
  ];
}

function areNested(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
