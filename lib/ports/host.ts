/** The machine that the panel runs on; the engine's machine too, unless the engine is remote. */

export type HostReading = {
  /** Of all cores together: 0 to 100. */
  cpuPercent: number;
  cores: number;
  /** Average of one minute. */
  load: number;
  memoryTotalBytes: number;
  /** What a new process could have, caches that can be given up included. */
  memoryAvailableBytes: number;
};

export interface Host {
  reading(): Promise<HostReading>;
  /** The file system that holds the folder; null when this machine has no such folder (a remote engine). */
  disk(folder: string): Promise<{ totalBytes: number; freeBytes: number } | null>;
  /** Whether a process of this machine already listens on the port. */
  portInUse(port: number, protocol: "tcp" | "udp"): Promise<boolean>;
  /** `user@address`, as somebody elsewhere would most likely sign in to this machine. */
  signInTarget(): string;
}
