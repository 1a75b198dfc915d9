import { serviceOrder } from "@/lib/planning/service-order";
import type { ComposeProject } from "@/lib/stacks/compose-project";

/**
 * Services that must be made anew in a run of Compose of their own, in this order, each with what it depends on.
 * Older versions of Compose (2.26 among them) make everything that depends on a renewed service anew as well; a run
 * that does not see the dependents leaves them alone.
 * @param changed services whose container is not as the project defines it
 * @param existing services that have a container
 */
export function recreatedAlone(
  project: Pick<ComposeProject, "services">,
  changed: ReadonlySet<string>,
  existing: ReadonlySet<string>,
): string[] {
  const spared = (name: string) => existing.has(name) && !changed.has(name);
  return serviceOrder(project).filter((name) => {
    if (!changed.has(name)) return false;
    return Object.entries(project.services).some(
      ([other, { dependsOn = {} }]) => name in dependsOn && spared(other),
    );
  });
}
