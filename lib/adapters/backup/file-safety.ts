import { open } from "node:fs/promises";
import { PanelError } from "@/lib/errors";

/** A rename is on disk once its folder is. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * What could not be written, with a full disk by its own name.
 * @param outcome what that means, as a sentence
 */
export function writingFailed(error: unknown, where: string, outcome: string): PanelError {
  if (error instanceof PanelError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const why = error instanceof Error ? error.message : String(error);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") {
    return new PanelError(
      "disk-full",
      `The disk that holds ${where} is full. ${outcome}`,
      { fix: "Free some space, or name another folder, then try again" },
      error,
    );
  }
  return new PanelError(
    "backup-failed",
    `${where} could not be written. ${outcome}`,
    { fix: "Look at the lines below, then try again", evidence: [why] },
    error,
  );
}
