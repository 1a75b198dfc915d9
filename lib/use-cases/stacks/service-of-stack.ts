import { PanelError } from "@/lib/errors";
import type { StackRecord } from "@/lib/ports/stores";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

/** @throws PanelError `service-not-found` */
export async function assertService(parts: PanelParts, stack: StackRecord, service: string): Promise<void> {
  const { services } = await parts.profiles.of(stack);
  if (services.some(({ name }) => name === service)) return;
  throw new PanelError("service-not-found", `${stack.name} has no service ${service}`, {
    fix: `It has: ${services.map(({ name }) => name).join(", ")}`,
  });
}
