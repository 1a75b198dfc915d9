import type { RevisionView } from "@/lib/api/contract/views";
import type { RevisionRecord, StackRecord } from "@/lib/ports/stores";

export function revisionViewOf(
  revision: RevisionRecord,
  stack: Pick<StackRecord, "deployedRevision">,
): RevisionView {
  const { number, createdAt, createdBy, note, settings, access } = revision;
  return {
    number,
    createdAt: createdAt.toISOString(),
    createdBy,
    note,
    deployed: number === stack.deployedRevision,
    settings: mutableSettings(settings),
    access,
  };
}

/** The same settings in the form that the API's schema infers: lists that may be written to. */
export function mutableSettings(settings: RevisionRecord["settings"]): RevisionView["settings"] {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, typeof value === "object" ? [...value] : value]),
  );
}
