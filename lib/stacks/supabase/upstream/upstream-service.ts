import type { DependencyCondition, Healthcheck } from "@/lib/stacks/compose-project";

/** Something of upstream's that a container sees at a path: a file or folder beside its compose file, or a volume. */
export type UpstreamMount = { source: string; target: string; readOnly?: true };

/** A port of the host, as upstream's expression, and where it leads. */
export type UpstreamPort = { published: string; containerPort: number };

/**
 * A service of upstream's compose file as facts. Texts in `environment`, `command` and `healthcheck` are expressions of
 * Compose: `${NAME}` stands for an entry of `.env`.
 */
export type UpstreamService = {
  image: string;
  environment: Readonly<Record<string, string>>;
  mounts: readonly UpstreamMount[];
  healthcheck: Healthcheck | null;
  dependsOn: Readonly<Record<string, DependencyCondition>>;
  entrypoint?: readonly string[];
  command?: readonly string[];
  ports: readonly UpstreamPort[];
  /** Names by which other services reach it, besides its own. */
  aliases?: readonly string[];
};

/** What an overlay adds to a service that is there already; later entries win. */
export type UpstreamAddition = Pick<UpstreamService, "environment" | "dependsOn">;
