/** The Compose command, as the panel uses it: an argument array, an explicit environment, explicit files. */

export type ComposeFiles = {
  /** Compose project name. */
  project: string;
  composeYaml: string;
  /** In the exact encoding; handed over as an unlinked file. */
  envFile: string;
};

export type ComposeRun = {
  signal: AbortSignal;
  /** Each line that Compose writes, as it comes; not redacted. */
  onOutput(text: string): void;
  /** Asked when all is ready and nothing is left but to start the program: where it rejects, none is started. */
  mayBegin?(): Promise<void>;
};

export interface Compose {
  version(): Promise<string>;
  /** Parses and checks without an engine; an error names the line. */
  validate(files: ComposeFiles): Promise<void>;
  /** Hash by service, as the label `com.docker.compose.config-hash` of a container holds it. */
  configHashes(
    files: ComposeFiles,
    mayBegin?: ComposeRun["mayBegin"],
  ): Promise<Readonly<Record<string, string>>>;
  /**
   * Creates networks, volumes and containers, and starts them, detached. Leftovers of an interrupted run must be
   * repaired first. On abort the whole process group ends before the promise does, which then fails with
   * `job-cancelled`; stops that Compose asked of the engine may still go on.
   */
  up(files: ComposeFiles, run: ComposeRun & { services?: readonly string[] }): Promise<void>;
  /** `create` without start, for the step before. */
  create(files: ComposeFiles, run: ComposeRun): Promise<void>;
  stop(files: ComposeFiles, run: ComposeRun): Promise<void>;
  /**
   * To be called before every `up` and `create`: ends a run on the project that an earlier worker left behind, waits
   * until it is gone, and removes the half-made replacements of an interrupted one. Only containers that carry
   * `ownerLabel` (`name=value`) are touched. Returns the names of those that were removed.
   */
  repair(project: string, ownerLabel: string): Promise<readonly string[]>;
}
