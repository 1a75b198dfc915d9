import type { RevisionView } from "@/lib/api/contract/stack-views";
import type { RevisionRecord, StackRecord } from "@/lib/ports/stores";
import { maskedSettings } from "@/lib/stacks/masked-settings";

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
    settings: settingsViewOf(settings),
    access,
  };
}

/**
 * Settings as whoever may look sees them, secrets in free variables masked, in the form that the API's schema infers:
 * lists that may be written to.
 */
export function settingsViewOf(settings: RevisionRecord["settings"]): RevisionView["settings"] {
  return Object.fromEntries(
    Object.entries(maskedSettings(settings)).map(([key, value]) => [
      key,
      typeof value === "object" ? [...value] : value,
    ]),
  );
}
