/** `large`: a text that is too long for the editor. */
export type FunctionFile = {
  path: string;
  sizeBytes: number;
  hash: string;
  type: "text" | "large" | "binary";
};

/** One function: a folder of the volume. */
export type FunctionFolder = {
  name: string;
  /** By path. */
  files: readonly FunctionFile[];
  /** Paths of what is neither file nor folder, as links: named, and otherwise left alone. */
  left: readonly string[];
  sizeBytes: number;
  changedAt: Date | null;
  /** Of all paths and contents: tells whether the folder is still the one that somebody began to change. */
  version: string;
};

/** What a volume of functions holds. */
export type FunctionVolume = {
  /** By name. */
  folders: readonly FunctionFolder[];
  /** Names at the top that are no function's: files, links, folders of other names. */
  others: readonly string[];
};
