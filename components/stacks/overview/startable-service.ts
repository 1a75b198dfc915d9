import type { ServiceView } from "@/lib/api/contract/service-views";

type Service = Pick<ServiceView, "containerId" | "state" | "startedAt">;

/** Its container is there and does not run: it can be started alone. */
export function isStartable({ containerId, state }: Service): boolean {
  return containerId !== null && (state === "failed" || state === "stopped");
}

/** Compose made the container and never came to start it. */
export function stayedCreated(service: Service): boolean {
  return isStartable(service) && service.startedAt === null;
}
