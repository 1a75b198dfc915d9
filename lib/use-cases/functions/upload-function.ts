import type { FunctionView } from "@/lib/api/contract/functions";
import { PanelError } from "@/lib/errors";
import { foldersAbove } from "@/lib/functions/file-path";
import type { FunctionFolder } from "@/lib/functions/function-folder";
import { readUpload, type UploadedFile } from "@/lib/functions/read-upload";
import { functionNameTaken, requireFunctionName } from "@/lib/use-cases/functions/create-function";
import { viewOf } from "@/lib/use-cases/functions/function-views";
import {
  changeFunctions,
  findFunction,
  functionOf,
  functionsOf,
  requireChangeable,
  requireRunning,
} from "@/lib/use-cases/functions/functions-of";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";

/**
 * Makes a function of an archive, or puts the archive in the place of all the files that it has. The archive is checked
 * to its end, and the function is still the one that the upload is based on, before anything is written.
 * @throws PanelError `archive-refused`, `name-taken` for a new one that is there, `file-changed`
 */
export async function uploadFunction(
  parts: PanelParts,
  { stack, function: name }: { stack: string; function: string },
  { archive, base }: { archive: string; base: string | null },
  caller: Caller,
): Promise<FunctionView> {
  requireFunctionName(name);
  const place = await functionsOf(parts, stack);
  requireChangeable(place, name);
  const files = await readUpload(Buffer.from(archive, "base64"));
  return changeFunctions(parts, place, async () => {
    const before = await findFunction(parts, place, name);
    requireBase(name, before, base);
    const gone = before === null ? [] : goneFrom(before, files);
    if (gone.length > 0) requireRunning(place);
    const verb = before === null ? "uploaded" : "replaced by an upload";
    await parts.stacks.recordAudit(audit(caller, `function ${name} ${verb}`, place.stack.name));
    const { container, spec } = place;
    const written = files.map(({ path, content }) => ({ path: `${name}/${path}`, content }));
    await parts.volumeFiles.write(container, spec.folder, written);
    // After the writing: were it to fail, what was there is still there.
    if (gone.length > 0) {
      await parts.volumeFiles.remove(
        container,
        spec.folder,
        gone.map((path) => `${name}/${path}`),
      );
    }
    return viewOf(place, await functionOf(parts, place, name));
  });
}

function requireBase(name: string, before: FunctionFolder | null, base: string | null): void {
  if (before === null && base === null) return;
  if (before !== null && base === null) throw functionNameTaken(name);
  if (before?.version === base) return;
  throw new PanelError(
    "file-changed",
    before === null ? `${name} was deleted meanwhile` : `${name} was changed meanwhile by somebody else`,
    { fix: "Nothing was written. Open the function again, look at what is there, then upload once more" },
  );
}

/** What the archive does not have. @throws PanelError `archive-refused` where a file and a folder change places */
function goneFrom({ files: before, left }: FunctionFolder, uploaded: readonly UploadedFile[]): string[] {
  const kept = new Set(uploaded.map(({ path }) => path));
  const folders = new Set(uploaded.flatMap(({ path }) => foldersAbove(path)));
  const paths = [...before.map(({ path }) => path), ...left];
  const clash =
    paths.find((path) => folders.has(path)) ??
    left.find((path) => kept.has(path)) ??
    paths.flatMap(foldersAbove).find((folder) => kept.has(folder));
  if (clash !== undefined) {
    throw new PanelError(
      "archive-refused",
      `${clash} is a file in one, and a folder or a link in the other`,
      {
        fix: `Remove ${clash} of the function first, then upload once more`,
      },
    );
  }
  return paths.filter((path) => !kept.has(path));
}
