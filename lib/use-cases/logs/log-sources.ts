import { PanelError } from "@/lib/errors";
import { isLeftover, ownedContainers, serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerSummary } from "@/lib/ports/engine";
import type { StackRecord } from "@/lib/ports/stores";
import type { Redactor } from "@/lib/secrets/redaction";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

export type LogSources = {
  stack: StackRecord;
  /** Of the services that were asked for. */
  containers: ContainerSummary[];
  wants: (service: string) => boolean;
  redact: Redactor;
};

/**
 * Where the logs of a stack come from.
 * @param services names with commas between; all when there are none. Fails with `service-not-found`
 */
export async function logSources(
  parts: PanelParts,
  idOrName: string,
  services: string | undefined,
): Promise<LogSources> {
  const stack = await stackOf(parts, idOrName);
  const profile = await parts.profiles.of(stack);
  const chosen =
    services
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "") ?? [];
  const wants = (service: string) => chosen.length === 0 || chosen.includes(service);
  const own = (await ownedContainers(parts.engine, stack)).filter((container) => !isLeftover(container));
  const known = new Set([...profile.services.map(({ name }) => name), ...own.map(serviceOf)]);
  const unknown = chosen.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new PanelError("service-not-found", `${stack.name} has no service ${unknown.join(", ")}`, {
      fix: `It has: ${[...known].join(", ")}`,
    });
  }
  return {
    stack,
    containers: own.filter((container) => wants(serviceOf(container))),
    wants,
    redact: profile.redact,
  };
}
