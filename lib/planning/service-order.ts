import type { ComposeProject } from "@/lib/stacks/compose-project";

/** Names of services, each after those that it depends on, else in the project's order. */
export function serviceOrder({ services }: Pick<ComposeProject, "services">): string[] {
  const ordered: string[] = [];
  const visit = (name: string, path: readonly string[]) => {
    if (ordered.includes(name) || path.includes(name)) return;
    for (const needed of Object.keys(services[name]?.dependsOn ?? {})) visit(needed, [...path, name]);
    ordered.push(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
  return ordered;
}
