import type { ProbeResultView } from "@/lib/api/contract/service-views";
import type { StackView } from "@/lib/api/contract/stack-views";
import { stackState } from "@/lib/health/stack-state";
import type { JobRunner } from "@/lib/jobs/job-runner";
import type { Clock } from "@/lib/ports/clock";
import type { JobStore, StackRecord, StackStore } from "@/lib/ports/stores";
import type { ContainerWatch } from "@/lib/use-cases/live/container-watch";
import { type UsageWatch, usageSum } from "@/lib/use-cases/live/usage-watch";
import { serviceViews } from "@/lib/use-cases/stacks/service-views";
import type { StackProfiles } from "@/lib/use-cases/stacks/stack-profile";

type Sources = {
  stacks: StackStore;
  jobs: JobStore;
  profiles: StackProfiles;
  runner: JobRunner;
  containers: ContainerWatch;
  usage: UsageWatch;
  clock: Clock;
};

/** Stacks as the list shows them: from memory but for one query, so that a list costs no engine call. */
export class StackViews {
  readonly #sources: Sources;
  readonly #probes = new Map<string, ProbeResultView[]>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  async all(): Promise<StackView[]> {
    const stacks = await this.#sources.stacks.list();
    return Promise.all(stacks.map((stack) => this.of(stack)));
  }

  async of(stack: StackRecord): Promise<StackView> {
    const { profiles, runner, containers, usage, clock } = this.#sources;
    const [profile, probes] = await Promise.all([profiles.of(stack), this.probesOf(stack.id)]);
    const job = runner.activeOf(stack.id);
    const sight = containers.sight();
    const verb = job?.verb ?? null;
    const services = serviceViews({
      stack,
      profile,
      containers: containers.claimedBy(stack.id),
      verb,
      silence: sight.state === "running" ? null : sight.reason,
      nowMs: clock().getTime(),
      usageOf: (service) => usage.of(stack.id, service),
    });
    const { state, reason } = stackState({
      services,
      failedDeploy: await this.#failedDeploy(stack),
      wanted: stack.wanted,
      isHalfRestored: stack.restoring !== null,
      verb,
      engine: sight.state === "running" ? { state: "running" } : { state: sight.state, reason: sight.reason },
    });
    const address = profile.endpoints.find(({ primary }) => primary) ?? profile.endpoints[0];
    return {
      id: stack.id,
      name: stack.name,
      kind: stack.kind,
      version: profile.version,
      state,
      reason,
      observedAt: sight.observedAt?.toISOString() ?? null,
      services,
      access: profile.access,
      revision: stack.revision,
      deployedRevision: stack.deployedRevision,
      primaryUrl: address?.url ?? null,
      pageUrl: address?.programsOnly === true ? null : (address?.url ?? null),
      usage: usageSum(services.map((service) => service.usage)),
      probes: probesSummary(probes),
      activeJob: job === null ? null : runner.summary(job),
      changedAt: stack.changedAt.toISOString(),
      changedBy: stack.changedBy,
    };
  }

  /** Asked for only where a first deploy was tried and made nothing. */
  async #failedDeploy({ id, wanted, deployedRevision }: StackRecord): Promise<string | null> {
    if (wanted !== "running" || deployedRevision !== null) return null;
    const [last] = await this.#sources.jobs.list({ stackId: id, limit: 1 });
    if (last?.error == null) return null;
    return last.state === "failed" ? `The last deploy failed: ${last.error.message}` : last.error.message;
  }

  async probesOf(stackId: string): Promise<ProbeResultView[]> {
    const known = this.#probes.get(stackId);
    if (known !== undefined) return known;
    const results = await this.#sources.stacks.probeResults(stackId);
    this.#probes.set(stackId, results);
    return results;
  }

  /** Something was stored about the stack that is kept in memory here. */
  forget(stackId: string): void {
    this.#probes.delete(stackId);
  }
}

function probesSummary(results: readonly ProbeResultView[]): StackView["probes"] {
  const at = results.map((result) => result.at).filter((time) => time !== null);
  const last = at.sort().at(-1);
  if (last === undefined) return null;
  return {
    passed: results.filter(({ state }) => state === "passed").length,
    total: results.length,
    at: last,
  };
}
