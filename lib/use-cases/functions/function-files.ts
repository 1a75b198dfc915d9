import { PanelError } from "@/lib/errors";
import { filePathProblem, foldersAbove } from "@/lib/functions/file-path";
import { contentHash, textOf } from "@/lib/functions/file-text";
import type { FunctionFile, FunctionFolder } from "@/lib/functions/function-folder";
import { MOST_FILES, MOST_FOLDER_BYTES, MOST_TEXT_BYTES } from "@/lib/functions/limits";
import {
  changeFunctions,
  functionOf,
  functionsOf,
  requireChangeable,
  requireRunning,
} from "@/lib/use-cases/functions/functions-of";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";

const READ_TIMEOUT_MS = 60_000;

type Where = { stack: string; function: string };
type Saved = { path: string; hash: string };

/** @throws PanelError `not-found`, `input-invalid` for what is no text that the editor takes */
export async function readFunctionFile(
  parts: PanelParts,
  { stack, function: name }: Where,
  path: string,
): Promise<Saved & { text: string }> {
  requireFilePath(path);
  const place = await functionsOf(parts, stack);
  const file = fileOf(await functionOf(parts, place, name), path);
  if (file === null) throw fileNotFound(path);
  if (file.type !== "text") {
    throw new PanelError("input-invalid", `${path} is not a text that can be shown here`, {
      fix: "Download the function's folder, and upload it again when it is changed",
    });
  }
  const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
  const entries = await parts.volumeFiles.entries(place.container, `${place.spec.folder}/${name}`, signal);
  for await (const entry of entries ?? []) {
    if (entry.path !== path || entry.type !== "file") continue;
    const bytes: Uint8Array[] = [];
    for await (const part of entry.content) bytes.push(Uint8Array.from(part));
    const text = textOf(Buffer.concat(bytes));
    if (text !== null) return { path, text, hash: contentHash(Buffer.concat(bytes)) };
  }
  throw fileNotFound(path);
}

/** Compare and swap on `base`; the audit entry is written first. @throws PanelError `file-changed` */
export async function saveFunctionFile(
  parts: PanelParts,
  { stack, function: name }: Where,
  { path, text, base }: { path: string; text: string; base: string | null },
  caller: Caller,
): Promise<Saved> {
  requireFilePath(path);
  const content = new TextEncoder().encode(text);
  requireText(text, content);
  const place = await functionsOf(parts, stack);
  requireChangeable(place, name);
  return changeFunctions(parts, place, async () => {
    const folder = await functionOf(parts, place, name);
    const file = fileOf(folder, path);
    requireUnchanged(path, file, base);
    const hash = contentHash(content);
    if (file?.hash === hash) return { path, hash };
    requireRoom(folder, path, content.length - (file?.sizeBytes ?? 0), file === null);
    await parts.stacks.recordAudit(audit(caller, `function ${name}: ${path} saved`, place.stack.name));
    await parts.volumeFiles.write(place.container, place.spec.folder, [{ path: `${name}/${path}`, content }]);
    return { path, hash };
  });
}

/** @throws PanelError `file-changed`, `functions-unavailable` while the service does not run */
export async function removeFunctionFile(
  parts: PanelParts,
  { stack, function: name }: Where,
  { path, base }: { path: string; base: string },
  caller: Caller,
): Promise<Record<string, never>> {
  requireFilePath(path);
  const place = await functionsOf(parts, stack);
  requireChangeable(place, name);
  return changeFunctions(parts, place, async () => {
    requireUnchanged(path, fileOf(await functionOf(parts, place, name), path), base);
    requireRunning(place);
    await parts.stacks.recordAudit(audit(caller, `function ${name}: ${path} removed`, place.stack.name));
    await parts.volumeFiles.remove(place.container, place.spec.folder, [`${name}/${path}`]);
    return {};
  });
}

function requireFilePath(path: string): void {
  const message = filePathProblem(path);
  if (message === undefined) return;
  throw new PanelError("input-invalid", `“${path.slice(0, 200)}” cannot be a file's path`, {
    fix: message,
    issues: [{ field: "path", message }],
  });
}

function requireText(text: string, content: Uint8Array): void {
  if (content.length > MOST_TEXT_BYTES) {
    throw new PanelError("body-too-large", `A text has at most ${MOST_TEXT_BYTES / 1024} KiB here`, {
      fix: "Upload the function's folder instead",
    });
  }
  if (text.isWellFormed() && !text.includes("\0")) return;
  throw new PanelError("input-invalid", "The text has a character that no text file holds", {
    fix: "Upload the function's folder instead",
    issues: [{ field: "text", message: "Has a zero character, or half of one" }],
  });
}

function requireUnchanged(path: string, file: FunctionFile | null, base: string | null): void {
  if (file === null && base === null) return;
  if (file !== null && file.hash === base) return;
  const message =
    file === null
      ? `${path} was removed meanwhile`
      : base === null
        ? `${path} is there already`
        : `${path} was changed meanwhile by somebody else`;
  throw new PanelError("file-changed", message, {
    fix: "Nothing was written. Look at what is there now, then decide which of the two stays",
    hash: file?.hash ?? null,
  });
}

/** Also that nothing on the way is a link, which would lead out of the folder. */
function requireRoom(folder: FunctionFolder, path: string, addedBytes: number, isNew: boolean): void {
  const taken = new Set([...folder.left, ...folder.files.map((file) => file.path)]);
  const inTheWay = foldersAbove(path).find((above) => taken.has(above));
  const isFolder = folder.files.some((file) => file.path.startsWith(`${path}/`));
  if (inTheWay !== undefined || isFolder || folder.left.includes(path)) {
    const message = isFolder ? `${path} is a folder` : `${inTheWay ?? path} is a file or a link already`;
    throw new PanelError("input-invalid", message, {
      fix: "Choose another path",
      issues: [{ field: "path", message }],
    });
  }
  if (isNew && folder.files.length >= MOST_FILES) throw tooMuch(`more than ${MOST_FILES} files`);
  if (addedBytes > 0 && folder.sizeBytes + addedBytes > MOST_FOLDER_BYTES) {
    throw tooMuch(`more than ${MOST_FOLDER_BYTES / 1024 ** 2} MiB`);
  }
}

function tooMuch(what: string): PanelError {
  return new PanelError("input-invalid", `The function would have ${what}`, {
    fix: "Remove a file first, or part the function in two",
  });
}

function fileOf(folder: FunctionFolder, path: string): FunctionFile | null {
  return folder.files.find((file) => file.path === path) ?? null;
}

function fileNotFound(path: string): PanelError {
  return new PanelError("not-found", `There is no file ${path} in the function`, {
    fix: "It may have been removed meanwhile: open the function again",
  });
}
