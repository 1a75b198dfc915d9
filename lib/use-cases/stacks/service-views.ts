import type { JobVerb } from "@/lib/api/contract/job-views";
import type { ServiceView, UsageView } from "@/lib/api/contract/service-views";
import { isOneShot, serviceState } from "@/lib/health/service-state";
import { isLeftover, isOwned, serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerDetail } from "@/lib/ports/engine";
import type { StackRecord } from "@/lib/ports/stores";
import type { StackProfile } from "@/lib/use-cases/stacks/stack-profile";

type Facts = {
  stack: StackRecord;
  profile: StackProfile;
  /** Every container that claims to be the stack's. */
  containers: readonly ContainerDetail[];
  verb: JobVerb | null;
  /** When the engine cannot be asked: why. What is shown then was true once. */
  silence: string | null;
  nowMs: number;
  usageOf(service: string): UsageView | null;
};

/** The stack's services as the definition names them, and containers of it that the definition no longer has. */
export function serviceViews(facts: Facts): ServiceView[] {
  const { stack, profile, containers } = facts;
  const own = containers.filter((container) => isOwned(stack, container) && !isLeftover(container));
  const defined = profile.services.map(({ name, image, restart }) =>
    serviceView(facts, name, image, restart, own.find((one) => serviceOf(one) === name) ?? null),
  );
  const names = new Set(profile.services.map(({ name }) => name));
  const others = own.filter((container) => !names.has(serviceOf(container)));
  return [
    ...defined,
    ...others.map((container) =>
      serviceView(facts, serviceOf(container), container.image, "unless-stopped", container),
    ),
  ];
}

function serviceView(
  { stack, profile, verb, silence, nowMs, usageOf }: Facts,
  name: string,
  image: string,
  restart: StackProfile["services"][number]["restart"],
  container: ContainerDetail | null,
): ServiceView {
  const health =
    silence === null
      ? serviceState(container, { restart }, { wanted: wantedOf(stack, container), verb, nowMs })
      : { state: "unknown" as const, reason: silence };
  const ended = container?.state === "exited" || container?.state === "dead";
  const check = container?.checks.at(-1)?.output ?? null;
  return {
    name,
    image: container?.image ?? image,
    state: health.state,
    reason: profile.redact(health.reason),
    oneShot: isOneShot({ restart }),
    containerId: container?.id ?? null,
    restarts: container?.restartCount ?? 0,
    exitCode: ended ? (container?.exitCode ?? null) : null,
    startedAt: isoInstant(container?.startedAt ?? null),
    ports: portWords(container),
    lastCheckOutput: check === null ? null : profile.redact(check),
    usage: usageOf(name),
  };
}

/** Where nothing was ever deployed, no container can have been lost. */
function wantedOf(stack: StackRecord, container: ContainerDetail | null): StackRecord["wanted"] {
  return container === null && stack.deployedRevision === null ? "draft" : stack.wanted;
}

function portWords(container: ContainerDetail | null): string[] {
  const words = (container?.ports ?? []).map(
    ({ hostIp, hostPort, containerPort, protocol }) =>
      `${hostIp.includes(":") ? `[${hostIp}]` : hostIp}:${hostPort}→${containerPort}/${protocol}`,
  );
  return [...new Set(words)].sort();
}

/** The engine gives nanoseconds, and year 1 for never. */
function isoInstant(text: string | null): string | null {
  if (text === null) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) || time <= 0 ? null : new Date(time).toISOString();
}
