import { PROJECT_LABEL } from "@/lib/jobs/owned-containers";
import type { Engine, VolumeInfo } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

/** The stack's volumes: its label, its project's label, and a name of its project. */
export async function ownedVolumes(
  engine: Pick<Engine, "listVolumes">,
  stack: { id: string; name: string },
): Promise<VolumeInfo[]> {
  const volumes = await engine.listVolumes({ labels: [`${STACK_LABEL}=${stack.id}`] });
  return volumes.filter(
    ({ name, labels }) => labels[PROJECT_LABEL] === stack.name && name.startsWith(`${stack.name}_`),
  );
}
