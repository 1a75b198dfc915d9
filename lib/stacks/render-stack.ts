import { parseAccess } from "@/lib/stacks/access";
import type { ComposeProject, ComposeService } from "@/lib/stacks/compose-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";
import { envFile, maskedEnvFile } from "@/lib/stacks/env-file";
import { imageInRegistry } from "@/lib/stacks/image-reference";
import type { Access, Kind, SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { assertStackName } from "@/lib/stacks/stack-name";

/** Label that says to which stack a container, network or volume belongs. Never the revision: a changed label recreates. */
export const STACK_LABEL = "slipway.stack";

export type StackToRender = {
  kind: Kind;
  stackId: string;
  name: string;
  /** As `parseSettings` returned them. */
  settings: Settings;
  secrets: SecretValues;
  access: Access;
  /** `host:port` of the registry that every image comes from instead of its own. */
  registry?: string;
  /** Further labels for containers, networks and volumes. */
  labels?: Readonly<Record<string, string>>;
};

export type RenderedStack = {
  project: ComposeProject;
  composeYaml: string;
  envFile: string;
  /** `.env` for the eye: secrets are masked. */
  maskedEnvFile: string;
};

/**
 * What Slipway deploys for a stack, byte for byte.
 * @throws PanelError `name-invalid`, `input-invalid` (access), `settings-invalid` (a value that no environment can
 * carry), `environment-invalid` (registry)
 */
export function renderStack(stack: StackToRender): RenderedStack {
  assertStackName(stack.name);
  const { kind, name, settings, secrets } = stack;
  const access = parseAccess(stack.access, kind.routable);
  const rendered = kind.render({ name, settings, secrets, access });
  const project: ComposeProject = {
    ...rendered,
    services: Object.fromEntries(
      Object.entries(rendered.services).map(([key, service]) => [key, withRegistry(service, stack.registry)]),
    ),
    labels: { ...rendered.labels, ...stack.labels, [STACK_LABEL]: stack.stackId },
  };
  return {
    project,
    composeYaml: composeYaml(project),
    envFile: envFile(project.env),
    maskedEnvFile: maskedEnvFile(project.env, project.secretEnv),
  };
}

function withRegistry(service: ComposeService, registry: string | undefined): ComposeService {
  return registry === undefined ? service : { ...service, image: imageInRegistry(service.image, registry) };
}
