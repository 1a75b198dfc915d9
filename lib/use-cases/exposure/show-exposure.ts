import type { ExposedPortView, StackExposureView } from "@/lib/api/contract/domains";
import { isOwned, serviceOf } from "@/lib/jobs/owned-containers";
import type { ContainerSummary } from "@/lib/ports/engine";
import { addressesToTry, exposureOf } from "@/lib/routing/exposure";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

/**
 * What each stack's running containers publish, as the engine last said, and whether this host's other addresses take
 * a connection there. A firewall in front of the host is not seen from here; one on it is passed by Docker's rules.
 */
export async function showExposure(
  parts: PanelParts,
): Promise<{ addresses: readonly string[]; stacks: StackExposureView[] }> {
  const { network } = parts.routingWorld;
  const own = network.addresses();
  const containers = parts.containers.all();
  const stacks = await parts.stacks.list();
  const found = await Promise.all(
    stacks.map(async ({ id, name }) => {
      const running = containers.filter((one) => one.state === "running" && isOwned({ id, name }, one));
      const ports = await Promise.all(running.flatMap((container) => portsOf(parts, container, own)));
      return { stack: { id, name }, ports: ports.sort((a, b) => a.hostPort - b.hostPort) };
    }),
  );
  return { addresses: own, stacks: found.filter(({ ports }) => ports.length > 0) };
}

function portsOf(
  { routingWorld: { network } }: PanelParts,
  container: ContainerSummary,
  own: readonly string[],
): Promise<ExposedPortView>[] {
  return container.ports.map(async (published) => {
    const protocol = published.protocol === "udp" ? "udp" : "tcp";
    const addresses = protocol === "udp" ? [] : addressesToTry(published, own);
    const tried = await Promise.all(
      addresses.map(async (address) => ({
        address,
        connected: await network.connects(address, published.hostPort),
      })),
    );
    const { hostIp, hostPort, containerPort } = published;
    const where = { service: serviceOf(container), containerPort, hostPort, protocol, hostIp } as const;
    return { ...where, ...exposureOf(published, tried) };
  });
}
