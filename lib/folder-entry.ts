/** What lies below a folder, by its path in it. `other`: a device, a pipe, a file with holes. */
export type FolderEntry = {
  /** Relative, parted by slashes, without one at the end; as it was found, so it may say anything. */
  path: string;
  type: "file" | "folder" | "link" | "other";
  /** Of a file's content. */
  sizeBytes: number;
  changedAt: Date;
  /** Empty but for files. What is not read before the next entry is asked for is passed over. */
  content: AsyncIterable<Uint8Array>;
};
