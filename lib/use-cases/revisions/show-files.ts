import { loadDefinition } from "@/lib/jobs/definition";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/** The files of a revision as they are deployed, but for the secrets. */
export async function showFiles(
  parts: PanelParts,
  idOrName: string,
  revision: number,
): Promise<{ composeYaml: string; env: string }> {
  const stack = await stackOf(parts, idOrName);
  const { rendered } = await loadDefinition(parts.source, stack, revision);
  return { composeYaml: rendered.composeYaml, env: rendered.maskedEnvFile };
}
