import type { Kind } from "@/lib/stacks/kind";
import { tinyKind } from "@/lib/use-cases/test-support/tiny-kind";

export const FUNCTIONS_FOLDER = "/home/deno/functions";

/** The small kind, whose service `side` runs functions out of the volume `functions`. */
export function functionsKind(image: string, port?: number): Kind {
  const kind: Kind = tinyKind(image, port) as unknown as Kind;
  return {
    ...kind,
    render: (input) => {
      const project = kind.render(input);
      const { side } = project.services;
      if (side === undefined) return project;
      const volumes = [{ type: "volume" as const, source: "functions", target: FUNCTIONS_FOLDER }];
      return {
        ...project,
        services: { ...project.services, side: { ...side, volumes } },
        volumes: [...project.volumes, "functions"],
      };
    },
    functions: {
      service: "side",
      volume: "functions",
      folder: FUNCTIONS_FOLDER,
      protected: ["main"],
      endpoint: "web",
      path: "/functions/v1",
    },
  };
}
