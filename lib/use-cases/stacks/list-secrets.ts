import type { RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import { fittedTo, madeFrom, renewedWith } from "@/lib/keys/renewed-secrets";
import { fingerprint } from "@/lib/secrets/fingerprint";
import { kindOfStack, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

export async function listSecrets(
  parts: PanelParts,
  idOrName: string,
): Promise<RouteJson<(typeof secretRoutes)["stacks.secrets"]>> {
  const stack = await stackOf(parts, idOrName);
  const kind = kindOfStack(parts, stack);
  const values = await parts.stacks.secrets(stack.id, stack.revision);
  const secrets = Object.entries(kind.secrets).map(([name, definition]) => {
    const { label, topic, help, variable, file, consequence, recipe, fixedAfterDeploy } = definition;
    const value = values[name];
    return {
      name,
      label,
      topic: kind.topics[topic] ?? topic,
      help: help ?? null,
      variable: variable ?? null,
      consequence,
      provided: recipe.type === "provided",
      set: value !== undefined,
      fingerprint: value === undefined ? null : fingerprint(parts.fingerprintKey, value),
      file: file ?? null,
      together: renewedWith(kind, name).filter((other) => other !== name),
      fitted: fittedTo(kind, [name]),
      from: [...madeFrom(kind, name)],
      fixed: (stack.deployedRevision !== null && fixedAfterDeploy) || null,
    };
  });
  return { secrets };
}
