import { PassThrough, pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { FolderEntry } from "@/lib/folder-entry";
import { filePathProblem } from "@/lib/functions/file-path";
import { TAR_END } from "@/lib/tar-archive";
import { tarHeader, tarPadding } from "@/lib/tar-header";
import { functionOf, functionsOf } from "@/lib/use-cases/functions/functions-of";
import type { Caller, FileAnswer } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";

/**
 * The function's folder, packed while it is read. Files alone, each by a path that stays in the folder, whatever the
 * volume holds; links are left out, as the function's page says.
 */
export async function downloadFunction(
  parts: PanelParts,
  { stack, function: name }: { stack: string; function: string },
  caller: Caller,
): Promise<FileAnswer> {
  const place = await functionsOf(parts, stack);
  await functionOf(parts, place, name);
  await parts.stacks.recordAudit(audit(caller, `function ${name} downloaded`, place.stack.name));
  const leave = new AbortController();
  const folder = `${place.spec.folder}/${name}`;
  const entries = await parts.volumeFiles.entries(place.container, folder, leave.signal);
  const packed = new PassThrough();
  pipeline(Readable.from(tarOf(name, entries ?? [])), createGzip(), packed, () => {
    // Either the end, or a failure that whoever reads `packed` gets too; the engine need not go on for either.
    leave.abort();
  });
  return {
    fileName: `${name}.tar.gz`,
    contentType: "application/gzip",
    sizeBytes: null,
    chunks: packed,
  };
}

async function* tarOf(
  name: string,
  entries: AsyncIterable<FolderEntry> | readonly FolderEntry[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const { path, type, sizeBytes, changedAt, content } of entries) {
    if (type !== "file" || filePathProblem(path) !== undefined) continue;
    yield tarHeader({ path: `${name}/${path}`, mode: 0o644, sizeBytes, changedAt });
    // The chunk may be the reader's own, and is asked for again before this one is packed.
    for await (const part of content) yield Uint8Array.from(part);
    yield Buffer.alloc(tarPadding(sizeBytes));
  }
  yield TAR_END;
}
