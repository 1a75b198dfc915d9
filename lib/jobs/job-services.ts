import type { DefinitionSource } from "@/lib/jobs/definition";
import type { FailPoints } from "@/lib/jobs/fail-points";
import type { Routing } from "@/lib/jobs/routing";
import type { Compose } from "@/lib/ports/compose";
import type { Engine, EngineEvent } from "@/lib/ports/engine";
import type { Host } from "@/lib/ports/host";
import type { ProbeTransport } from "@/lib/ports/prober";
import type { ImageRegistry } from "@/lib/ports/registry";
import type { StackBackupFiles, StackBackupStore } from "@/lib/ports/stack-backups";
import type { JobStore, StackStore } from "@/lib/ports/stores";

/** Engine events of containers that carry a stack's label, as the live observer passes them on. */
export interface ContainerEvents {
  /** Returns what ends the listening. */
  listen(stackId: string, listener: (event: EngineEvent) => void): () => void;
}

/** All times that jobs wait for, in one place, so that tests can be quick. */
export type JobTimings = {
  leaseMs: number;
  /** Progress to the database at most once in this time. */
  saveMs: number;
  /** Progress to whoever watches at most once in this time. */
  notifyMs: number;
  /** How long a silent engine is waited for before a job gives up. */
  enginePatienceMs: number;
  /** Containers are looked at again after this time even without an event. */
  lookMs: number;
  /** A service without a health check counts as started when it has run for this long. */
  settleMs: number;
  /** Right after a deploy a failing probe is tried again for this long. */
  probeWarmUpMs: number;
  probeRetryMs: number;
};

export const JOB_TIMINGS: JobTimings = {
  leaseMs: 15_000,
  saveMs: 1000,
  notifyMs: 200,
  enginePatienceMs: 60_000,
  lookMs: 2000,
  settleMs: 150,
  probeWarmUpMs: 20_000,
  probeRetryMs: 500,
};

export type JobServices = DefinitionSource & {
  engine: Engine;
  compose: Compose;
  jobs: JobStore;
  stacks: StackStore;
  stackBackups: StackBackupStore;
  stackBackupFiles: StackBackupFiles;
  host: Host;
  probes: ProbeTransport;
  registry: ImageRegistry;
  routing: Routing;
  events: ContainerEvents;
  /** Images that only imitate the products are deployed under tests alone. */
  allowStandIns: boolean;
  now: () => Date;
  timings: JobTimings;
  failPoints: FailPoints;
  /** For errors that nobody has a name for; a job whose run fails so is claimed and run again. */
  onFault(error: unknown): void;
};
