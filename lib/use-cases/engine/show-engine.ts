import type { panelRoutes } from "@/lib/api/contract/panel";
import type { RouteJson } from "@/lib/api/contract/route";
import type { ForeignContainerView } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";
import { isOwned, PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import { isEngineSilence } from "@/lib/jobs/wait-for-engine";
import type { ContainerSummary, EngineInfo } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

type Answer = RouteJson<(typeof panelRoutes)["engine.show"]>;

/** The engine, the host, and what else runs there. */
export async function showEngine(parts: PanelParts): Promise<Answer> {
  const [host, foreign] = await Promise.all([parts.hostWatch.view(), foreignContainers(parts)]);
  const info = parts.hostWatch.info();
  return { host, socket: parts.engineSocket, details: info === null ? [] : details(info), foreign };
}

/** Everything that is not of a stack in our records under the one name that Compose gives it, whatever it claims. */
async function foreignContainers(parts: PanelParts): Promise<ForeignContainerView[]> {
  const [containers, stacks] = await Promise.all([listed(parts), parts.stacks.list()]);
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  return containers
    .filter((container) => {
      const stack = byId.get(container.labels[STACK_LABEL] ?? "");
      return stack === undefined || !isOwned(stack, container);
    })
    .map((container) => ({
      id: container.id,
      name: container.name,
      image: container.image,
      state: container.state,
      status: container.status,
      project: container.labels[PROJECT_LABEL] ?? null,
      ports: container.ports.map(({ hostIp, hostPort, protocol }) => `${hostIp}:${hostPort}/${protocol}`),
      claimsToBeOurs: container.labels[STACK_LABEL] !== undefined,
    }));
}

/** Without an engine there are none to show; the host's view says why. */
async function listed({ promptEngine, engineOff }: PanelParts): Promise<ContainerSummary[]> {
  try {
    return await promptEngine.listContainers();
  } catch (error) {
    if (isEngineSilence(error) || (engineOff !== null && error instanceof PanelError)) return [];
    throw error;
  }
}

function details(info: EngineInfo): { label: string; value: string }[] {
  return [
    { label: "Version", value: info.version },
    { label: "API version", value: info.apiVersion },
    { label: "Operating system", value: info.operatingSystem },
    { label: "Processor", value: `${info.architecture}, ${info.cores} cores` },
    { label: "Storage driver", value: info.storageDriver },
    { label: "Data folder", value: info.dataRoot },
    { label: "Rootless", value: info.rootless ? "yes" : "no" },
    { label: "Engine id", value: info.id },
  ];
}
