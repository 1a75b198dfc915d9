import type { Definition } from "@/lib/jobs/definition";
import {
  HASH_LABEL,
  isLeftover,
  ownedContainers,
  PROJECT_LABEL,
  serviceOf,
} from "@/lib/jobs/owned-containers";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";
import type { Observed } from "@/lib/planning/stack-facts";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import type { EngineReads } from "@/lib/use-cases/live/prompt-engine";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

/** What the engine shows of a stack now, as planning takes it. */
export async function observeStack(
  engine: EngineReads,
  { volumeSizes }: Pick<PanelParts, "volumeSizes">,
  definition: Definition,
): Promise<Observed> {
  const stack = { id: definition.stackId, name: definition.name };
  const wanted = [...new Set(Object.values(definition.rendered.project.services).map(({ image }) => image))];
  const [containers, volumes, networks, images] = await Promise.all([
    ownedContainers(engine, stack),
    ownedVolumes(engine, stack),
    engine.listNetworks({ labels: [`${STACK_LABEL}=${stack.id}`] }),
    Promise.all(wanted.map(async (image) => [image, await engine.inspectImage(image)] as const)),
  ]);
  return {
    containers: containers
      .filter((container) => !isLeftover(container))
      .map((container) => ({
        id: container.id,
        service: serviceOf(container),
        image: container.image,
        imageId: container.imageId,
        state: container.state,
        configHash: container.labels[HASH_LABEL] ?? null,
      })),
    volumes: await volumeSizes.of(volumes.map(({ name }) => name)),
    networks: networks.filter(({ labels }) => labels[PROJECT_LABEL] === stack.name),
    images: Object.fromEntries(images.map(([image, info]) => [image, info && { id: info.id }])),
  };
}
