import type { ContainerFacts } from "@/e2e/soak/supabase/container-facts";
import type { Shown } from "@/e2e/soak/supabase/expectation";
import type { ComposeProject, ComposeService } from "@/lib/stacks/compose-project";
import { resolvedEnv } from "@/lib/stacks/env-value";

/** What the engine would show of a project's containers; the files that it does not show stand in the id. */
export function renderedFacts(project: ComposeProject): Map<string, ContainerFacts> {
  return new Map(
    Object.entries(project.services).map(([name, service]) => {
      const shown = shownOf(project, service);
      const files = service.configs?.map(({ source }) => project.configs[source]?.content) ?? [];
      return [name, { id: JSON.stringify([shown, files]), running: true, health: "healthy", shown }];
    }),
  );
}

function shownOf({ env }: ComposeProject, service: ComposeService): Shown {
  const { environment = {}, ports = [], volumes = [], command = [], entrypoint = [], image } = service;
  return Object.fromEntries([
    ...Object.entries(environment).map(([name, value]) => [name, resolvedEnv(value, env)]),
    ...ports.map((port) => [
      `port ${port.containerPort}/${port.protocol}`,
      `${port.hostIp}:${port.hostPort}`,
    ]),
    ...volumes.flatMap(({ type, source, target }) => (type === "bind" ? [[`bind ${target}`, source]] : [])),
    ["command", command.join(" ")],
    ["entrypoint", entrypoint.join(" ")],
    ["image", image],
  ]);
}
