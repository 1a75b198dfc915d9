import type { ServiceState } from "@/lib/api/contract/service-views";
import type { StepContext } from "@/lib/jobs/job-step";
import { judgeService, type ServiceJudgement } from "@/lib/jobs/judge-service";
import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerDetail } from "@/lib/ports/engine";

export type SeenService = { name: string; container: ContainerDetail | null; judgement: ServiceJudgement };

/** Every service of the definition as the engine shows it now. */
export async function lookAtServices(context: StepContext): Promise<SeenService[]> {
  const { definition, services, stack } = context;
  const containers = (await inspectOwned(services.engine, stack)).filter((found) => !isLeftover(found));
  const nowMs = services.now().getTime();
  return Object.entries(definition.rendered.project.services).map(([name, service]) => {
    const container = containers.find((found) => serviceOf(found) === name) ?? null;
    return { name, container, judgement: judgeService(service, container, nowMs, services.timings.settleMs) };
  });
}

/** What the step shows of it. */
export function servicesReport(seen: readonly SeenService[]) {
  const waiting = seen.filter(({ judgement }) => judgement.state === "waiting");
  return {
    services: seen.map(({ name, container, judgement }) => ({
      name,
      state: viewState(container, judgement),
      reason: judgement.reason,
    })),
    detail: waiting.map(({ name, judgement }) => `${name}: ${judgement.reason}`).join("; "),
  };
}

function viewState(container: ContainerDetail | null, judgement: ServiceJudgement): ServiceState {
  if (judgement.state === "failed") return container?.health === "unhealthy" ? "unhealthy" : "failed";
  if (judgement.state === "ready") return container?.state === "exited" ? "done" : "running";
  return container === null || container.state === "created" ? "waiting" : "starting";
}

type FailedService = SeenService & { judgement: Extract<ServiceJudgement, { state: "failed" }> };

export function firstFailed(seen: readonly SeenService[]): FailedService | undefined {
  return seen.find((one): one is FailedService => one.judgement.state === "failed");
}
