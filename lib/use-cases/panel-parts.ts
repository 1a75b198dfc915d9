import { PanelError } from "@/lib/errors";
import { type DefinitionSource, kindOf } from "@/lib/jobs/definition";
import type { JobRunner } from "@/lib/jobs/job-runner";
import type { JobServices } from "@/lib/jobs/job-services";
import { stackNotFound } from "@/lib/ports/store-errors";
import type { AuditRecord, StackRecord } from "@/lib/ports/stores";
import type { Kind } from "@/lib/stacks/kind";
import type { GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";
import type { ContainerWatch } from "@/lib/use-cases/live/container-watch";
import type { HostWatch } from "@/lib/use-cases/live/host-watch";
import type { EngineReads } from "@/lib/use-cases/live/prompt-engine";
import type { UsageWatch } from "@/lib/use-cases/live/usage-watch";
import type { Caller } from "@/lib/use-cases/panel";
import type { PanelDependencies } from "@/lib/use-cases/panel-dependencies";
import type { DomainRouting, RoutingWorld } from "@/lib/use-cases/routing/domain-routing";
import type { Serial } from "@/lib/use-cases/serial";
import type { StackProfiles } from "@/lib/use-cases/stacks/stack-profile";
import type { StackViews } from "@/lib/use-cases/stacks/stack-views";
import type { VolumeSizes } from "@/lib/use-cases/stacks/volume-sizes";

/** What the verbs work with, put together once by `createPanel`. */
export type PanelParts = Omit<PanelDependencies, "routing"> & {
  routing: DomainRouting;
  routingWorld: RoutingWorld;
  source: DefinitionSource;
  services: JobServices;
  runner: JobRunner;
  containers: ContainerWatch;
  /** The engine for whatever a page waits for. */
  promptEngine: EngineReads;
  usage: UsageWatch;
  hostWatch: HostWatch;
  profiles: StackProfiles;
  views: StackViews;
  volumeSizes: VolumeSizes;
  /** New stacks one after the other: two at once would be proposed the same name and ports. */
  creation: Serial;
  /** Of test messages. */
  mailLimiter: GuessLimiter;
  /** Changes of functions one after the other: each looks at what is there before it writes. */
  functionChanges: Serial;
  /** Backups of stacks that are being read whole for somebody: each once at a time. */
  verifying: Set<string>;
  /** A stack that was changed without a job: whoever watches is told. */
  changed(stackId: string): void;
  onStackChange(listener: (stackId: string) => void): () => void;
};

/** @throws PanelError `stack-not-found` */
export async function stackOf(parts: PanelParts, idOrName: string): Promise<StackRecord> {
  const stack = await parts.stacks.find(idOrName);
  if (stack === null) throw stackNotFound();
  return stack;
}

/** @throws PanelError `kind-unknown` */
export function kindOfStack(parts: PanelParts, stack: StackRecord): Kind {
  return kindOf(parts.kinds, stack.kind);
}

export function audit(caller: Caller, what: string, target: string): AuditRecord {
  return { who: caller.who, from: caller.from, what, target };
}

export function newId(parts: Pick<PanelParts, "random">): string {
  return Buffer.from(parts.random.bytes(8)).toString("hex");
}

/** The revision that is deployed, for verbs that need one. */
export function deployedRevisionOf(stack: StackRecord): number {
  if (stack.deployedRevision !== null) return stack.deployedRevision;
  throw new PanelError("revision-not-found", `${stack.name} was never deployed`, { fix: "Deploy it first" });
}
