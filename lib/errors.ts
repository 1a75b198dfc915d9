/**
 * Every failure that the panel can name. The set is closed so that each code has one HTTP status (`lib/api`),
 * one exit code (`lib/command-line`) and a text for people where it is thrown.
 */
export const ERROR_CODES = [
  "settings-invalid",
  "input-invalid",
  "body-too-large",
  "content-type-unsupported",
  "name-taken",
  "name-invalid",
  "kind-unknown",
  "stack-not-found",
  "revision-not-found",
  "job-not-found",
  "service-not-found",
  "not-found",
  "stack-busy",
  "plan-outdated",
  "revision-outdated",
  "file-changed",
  "archive-refused",
  "functions-unavailable",
  "confirmation-missing",
  "not-signed-in",
  "not-allowed",
  "proof-needed",
  "sign-in-failed",
  "too-many-attempts",
  "second-factor-needed",
  "sign-in-expired",
  "passkey-refused",
  "passkey-copied",
  "passkeys-unavailable",
  "setup-link-invalid",
  "setup-done",
  "setup-refused",
  "link-invalid",
  "last-owner",
  "host-unknown",
  "origin-refused",
  "engine-unreachable",
  "engine-timeout",
  "engine-too-old",
  "engine-error",
  "compose-missing",
  "compose-too-old",
  "compose-failed",
  "port-in-use",
  "image-missing",
  "image-login-refused",
  "image-pull-failed",
  "image-is-stand-in",
  "architecture-unsupported",
  "disk-full",
  "memory-too-small",
  "preflight-failed",
  "service-unhealthy",
  "service-exited",
  "data-change-failed",
  "mail-failed",
  "probe-failed",
  "dns-mismatch",
  "routing-failed",
  "job-cancelled",
  "job-interrupted",
  "deadline-passed",
  "worker-unreachable",
  "worker-already-running",
  "database-unusable",
  "migration-failed",
  "master-key-missing",
  "secret-unreadable",
  "backup-failed",
  "backup-damaged",
  "backup-newer",
  "backup-misfit",
  "data-incomplete",
  "backup-passphrase-wrong",
  "data-folder-used",
  "environment-invalid",
  "unexpected",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A field of the input that is wrong: the path as the form names it, and what to do about it. */
export type FieldIssue = { field: string; message: string };

export type ErrorDetails = {
  /** What the person can do, as one sentence. */
  fix?: string;
  issues?: FieldIssue[];
  /** At most five lines that show the cause; already redacted. */
  evidence?: string[];
  [key: string]: unknown;
};

/** The one error class of the panel: thrown inside, mapped once at the API's edge. */
export class PanelError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "PanelError";
    this.code = code;
    this.details = details;
  }
}

/** The error as a PanelError; a foreign one becomes `unexpected` with its text kept as the cause only. */
export function toPanelError(error: unknown): PanelError {
  if (error instanceof PanelError) return error;
  return new PanelError("unexpected", "Something went wrong that Slipway has no name for", {}, error);
}
