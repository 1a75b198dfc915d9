import type { Kinds } from "@/lib/jobs/definition";
import type { FailPoints } from "@/lib/jobs/fail-points";
import type { JobTimings } from "@/lib/jobs/job-services";
import type { Clock } from "@/lib/ports/clock";
import type { Compose } from "@/lib/ports/compose";
import type { Engine } from "@/lib/ports/engine";
import type { Host } from "@/lib/ports/host";
import type { MailSender } from "@/lib/ports/mail-sender";
import type { ProbeTransport } from "@/lib/ports/prober";
import type { Random } from "@/lib/ports/random";
import type { ImageRegistry } from "@/lib/ports/registry";
import type { StackBackupFiles, StackBackupStore } from "@/lib/ports/stack-backups";
import type { JobStore, StackStore } from "@/lib/ports/stores";
import type { VolumeFiles } from "@/lib/ports/volume-files";
import type { WatchTimings } from "@/lib/use-cases/live/container-watch";
import type { RoutingWorld } from "@/lib/use-cases/routing/domain-routing";

/** All that the panel needs of the world, given by the composition root. */
export type PanelDependencies = {
  /** One that refuses every call, when there is none. */
  engine: Engine;
  /** Why no engine is to be used at all; null when one is expected. */
  engineOff: { reason: string; fix: string } | null;
  /** Where the engine was found, to show. */
  engineSocket: string | null;
  compose: Compose;
  volumeFiles: VolumeFiles;
  stacks: StackStore;
  jobs: JobStore;
  stackBackups: StackBackupStore;
  stackBackupFiles: StackBackupFiles;
  host: Host;
  probes: ProbeTransport;
  mail: MailSender;
  /** The kinds that can be deployed; tests bring their own. */
  kinds: Kinds;
  registry: ImageRegistry;
  routing: RoutingWorld;
  /** On everything that is created, besides the stack's own label. */
  labels: Readonly<Record<string, string>>;
  allowStandIns: boolean;
  clock: Clock;
  random: Random;
  /** Key of the fingerprints by which secrets are compared without being shown. */
  fingerprintKey: Uint8Array;
  /** Names this process in the leases of jobs. */
  holder: string;
  failPoints: FailPoints;
  /** For errors that nobody has a name for: to the log. */
  onFault(error: unknown): void;
  jobTimings?: JobTimings;
  watchTimings?: WatchTimings;
};
