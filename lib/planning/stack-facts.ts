import type { OperationView } from "@/lib/api/contract/stack-views";
import type { ContainerState } from "@/lib/ports/engine";
import type { Route } from "@/lib/routing/route";
import type { ComposeProject } from "@/lib/stacks/compose-project";

export type Operation = OperationView;

/** What a revision asks for. */
export type Desired = {
  project: ComposeProject;
  /** Compose's hash by service, as the label of a container holds it. */
  configHashes: Readonly<Record<string, string>>;
  /** How many probes are run at the end. */
  probes: number;
  /** Names that it is reached by, and where they lead. */
  routes: readonly Route[];
};

export type ObservedContainer = {
  id: string;
  service: string;
  /** As the container was created with, and what that was then. */
  image: string;
  imageId: string;
  state: ContainerState;
  /** Label `com.docker.compose.config-hash`; null without one. */
  configHash: string | null;
};

/** What the engine shows of the stack: its own objects only, leftovers of interrupted runs left out. */
export type Observed = {
  containers: readonly ObservedContainer[];
  /** Full names. */
  volumes: readonly { name: string; sizeBytes: number | null }[];
  networks: readonly { name: string }[];
  /** By reference, each image that the desired project names; null where the engine does not have it. */
  images: Readonly<Record<string, { id: string } | null>>;
};

/** Compose's name for a volume or network of a project. */
export function objectName(project: string, key: string): string {
  return `${project}_${key}`;
}

/** The network that every service of a project is on. */
export const DEFAULT_NETWORK = "default";
