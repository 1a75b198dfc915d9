import type { FunctionSummaryView, FunctionView } from "@/lib/api/contract/functions";
import type { FunctionFolder } from "@/lib/functions/function-folder";
import { type FunctionsPlace, urlOf } from "@/lib/use-cases/functions/functions-of";

export function summaryOf(place: FunctionsPlace, folder: FunctionFolder): FunctionSummaryView {
  const { name, files, sizeBytes, changedAt, version } = folder;
  return {
    name,
    url: urlOf(place, name),
    isProtected: place.spec.protected.includes(name),
    fileCount: files.length,
    sizeBytes,
    changedAt: changedAt?.toISOString() ?? null,
    version,
  };
}

export function viewOf(place: FunctionsPlace, folder: FunctionFolder): FunctionView {
  return {
    ...summaryOf(place, folder),
    service: serviceView(place),
    files: [...folder.files],
    left: [...folder.left],
  };
}

export function serviceView({ spec, isRunning }: FunctionsPlace): { name: string; isRunning: boolean } {
  return { name: spec.service, isRunning };
}
