import { plural } from "@/components/ui/format";
import type { StackView } from "@/lib/api/contract/stack-views";

/** The line below the planks: `11 of 12 healthy`, `0 of 2 started`, `2 stopped`. */
export function serviceCounts({ services, state }: Pick<StackView, "services" | "state">): string {
  const lasting = services.filter((service) => service.state !== "done");
  if (services.length === 0) return "none yet";
  if (state === "waiting") return plural(services.length, "service");
  if (state === "failed" && services.every(({ containerId }) => containerId === null)) return "none created";
  if (lasting.length === 0) return `${services.length} finished`;
  if (lasting.every((service) => service.state === "stopped")) return `${lasting.length} stopped`;
  if (state === "unknown") return `${lasting.length} at last look`;
  const healthy = lasting.filter((service) => service.state === "running").length;
  if (state === "deploying" || state === "starting") {
    const started = lasting.filter(({ state: each }) => each !== "waiting" && each !== "stopped").length;
    return `${started} of ${lasting.length} started`;
  }
  return `${healthy} of ${lasting.length} healthy`;
}
