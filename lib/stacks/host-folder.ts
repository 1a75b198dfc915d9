import { isActive } from "@/lib/stacks/active-fields";
import type { SettingFields, SettingValue } from "@/lib/stacks/settings";

/** A part of a path: no blanks or signs that a shell, Compose or a person could misread, and neither `.` nor `..`. */
const PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/;

/** Nothing of theirs may be mounted, nor anything below them. */
const SYSTEM_TREES = [
  ...[
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/lib32",
    "/lib64",
    "/proc",
    "/run",
    "/sbin",
    "/sys",
    "/tmp",
    "/usr",
  ],
  ...["/var/lib/docker", "/var/lib/containerd", "/var/run", "/var/tmp"],
];

/** Folders below them may be chosen, but not they themselves: all of the system's or of everybody's is in there. */
const PARENTS = ["/home", "/media", "/mnt", "/opt", "/root", "/srv", "/var", "/var/lib", "/var/log"];

/**
 * What is wrong with a folder of the engine's host that a person chose for data, as the end of a sentence; undefined
 * when it may be mounted, handed to another user and written to.
 */
export function hostFolderProblem(path: string): string | undefined {
  if (!PATH.test(path)) return "is not a full path of letters, digits, and . _ - between its slashes";
  const within = SYSTEM_TREES.find((tree) => path === tree || path.startsWith(`${tree}/`));
  if (within !== undefined) return `is part of ${within}, which the system needs`;
  return PARENTS.includes(path) ? "is shared: choose a folder in it" : undefined;
}

/** The folders of the host that these settings name, by field: those that matter and are not left empty. */
export function hostFolders(
  fields: SettingFields,
  settings: Readonly<Record<string, SettingValue>>,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = settings[key];
    if (field.type !== "text" || field.format !== "host-folder" || typeof value !== "string") continue;
    if (value !== "" && isActive(fields, settings, key)) found[key] = value;
  }
  return found;
}
