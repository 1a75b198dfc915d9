import { isDriverAdapterError } from "@prisma/driver-adapter-utils";
import { PanelError } from "@/lib/errors";

/**
 * SQLite's own codes (https://www.sqlite.org/rescode.html) that a person can do something about. Prisma makes an error of
 * its own of any that has a code, and keeps nothing but `meta`: there `unwrapPanelError` finds ours again.
 */
export function translateDatabaseError(error: unknown): unknown {
  const translated = translate(error);
  return translated instanceof PanelError
    ? Object.assign(translated, { meta: { panelError: translated } })
    : translated;
}

/** The PanelError that Prisma has wrapped, or the error as it is. */
export function unwrapPanelError(error: unknown): unknown {
  const meta: unknown = typeof error === "object" && error !== null && "meta" in error ? error.meta : null;
  if (typeof meta !== "object" || meta === null || !("panelError" in meta)) return error;
  return meta.panelError instanceof PanelError ? meta.panelError : error;
}

function translate(error: unknown): unknown {
  if (!isDriverAdapterError(error)) return error;
  const code = error.cause.originalCode ?? "";
  if (code === "SQLITE_FULL") {
    return new PanelError(
      "disk-full",
      "The disk that holds Slipway's data folder is full. Nothing was changed.",
      { fix: "Free some space (old backups in the data folder, unused images), then try again" },
      error,
    );
  }
  if (code === "SQLITE_CORRUPT" || code === "SQLITE_NOTADB" || code.startsWith("SQLITE_IOERR")) {
    return new PanelError(
      "database-unusable",
      "Slipway's database cannot be read or written. Your stacks keep running.",
      {
        fix: "Look at the disk, then stop the panel and put a copy from the data folder's backups in place of slipway.db",
        evidence: [`${code}: ${error.cause.originalMessage ?? ""}`],
      },
      error,
    );
  }
  return error;
}
