import type { FolderEntry } from "@/lib/folder-entry";

export type WrittenFile = { path: string; content: Uint8Array };

/** Files of a volume, by way of a container that has it mounted. Which container and which folder is the caller's to prove. */
export interface VolumeFiles {
  /**
   * What lies below an absolute folder, of a container that runs or not; null when there is no such folder.
   * Content must be read before the next entry is asked for.
   */
  entries(container: string, folder: string, signal: AbortSignal): Promise<AsyncIterable<FolderEntry> | null>;
  /**
   * Writes files over those that are there, of a container that runs or not; folders on the way are made.
   * @param files by path below the folder; checked by the caller
   */
  write(container: string, folder: string, files: readonly WrittenFile[]): Promise<void>;
  /**
   * Removes files, and folders with all that is in them. What is not there is no failure.
   * @param paths below the folder; checked by the caller
   * @throws PanelError `service-exited` unless the container runs
   */
  remove(container: string, folder: string, paths: readonly string[]): Promise<void>;
}
