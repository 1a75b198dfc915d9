import type { AuditRecord } from "@/lib/ports/stores";

/** Counts up; older entries have smaller ids. */
export type AuditEntryRecord = AuditRecord & { id: number; at: Date };

/**
 * Words are looked for anywhere in a text, letter by letter. Case does not count, by Unicode's simple folding: ß is ẞ and
 * not ss, i is neither İ nor ı.
 */
export type AuditFilter = {
  who?: string;
  /** In what was done, and in what it was done to. */
  what?: string;
  since?: Date;
};

export interface AuditLog {
  /** For what changes no row: a reveal, a refused sign-in. A change brings its record along in its own call. */
  record(audit: AuditRecord): Promise<void>;
  /** Newest first; `before` is the id that the last page ended with. */
  list(page: AuditFilter & { before?: number; limit: number }): Promise<AuditEntryRecord[]>;
}
