import { loadDefinition } from "@/lib/jobs/definition";
import { tarArchive } from "@/lib/tar-archive";
import type { Caller, FileAnswer } from "@/lib/use-cases/panel";
import { audit, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";

/** The folder that runs by `docker compose up` anywhere; it holds the secrets, so the audit log says who took it. */
export async function downloadRevision(
  parts: PanelParts,
  idOrName: string,
  number: number,
  caller: Caller,
): Promise<FileAnswer> {
  const stack = await stackOf(parts, idOrName);
  const { rendered, revision } = await loadDefinition(parts.source, stack, number);
  await parts.stacks.recordAudit(audit(caller, `revision ${number} downloaded with its secrets`, stack.name));
  const folder = `${stack.name}-r${number}`;
  const bytes = tarArchive(
    [
      { path: `${folder}/compose.yaml`, content: rendered.composeYaml, mode: 0o644 },
      { path: `${folder}/.env`, content: rendered.envFile, mode: 0o600 },
    ],
    revision.createdAt,
  );
  return { fileName: `${folder}.tar`, contentType: "application/x-tar", bytes };
}
