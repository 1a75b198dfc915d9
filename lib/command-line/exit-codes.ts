import type { ErrorCode } from "@/lib/errors";

export const EXIT_OK = 0;
/** Something that has no name. */
export const EXIT_UNEXPECTED = 1;
/** What was typed is wrong. */
export const EXIT_USAGE = 2;
/** What was named does not exist. */
export const EXIT_NOT_FOUND = 3;
/** Not now, or not over what is there: taken, busy, outdated, unconfirmed. */
export const EXIT_CONFLICT = 4;
/** Not signed in, or not allowed. */
export const EXIT_DENIED = 5;
/** Worker, engine or Compose do not answer, or are not fit. */
export const EXIT_UNAVAILABLE = 6;
/** It was tried and failed. */
export const EXIT_FAILED = 7;

/** Exit code of each failure; a new error code does not compile until it has one. */
export const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  "settings-invalid": EXIT_USAGE,
  "input-invalid": EXIT_USAGE,
  "body-too-large": EXIT_USAGE,
  "content-type-unsupported": EXIT_USAGE,
  "name-invalid": EXIT_USAGE,
  "kind-unknown": EXIT_USAGE,
  "environment-invalid": EXIT_USAGE,
  "stack-not-found": EXIT_NOT_FOUND,
  "revision-not-found": EXIT_NOT_FOUND,
  "job-not-found": EXIT_NOT_FOUND,
  "service-not-found": EXIT_NOT_FOUND,
  "not-found": EXIT_NOT_FOUND,
  "name-taken": EXIT_CONFLICT,
  "stack-busy": EXIT_CONFLICT,
  "plan-outdated": EXIT_CONFLICT,
  "revision-outdated": EXIT_CONFLICT,
  "file-changed": EXIT_CONFLICT,
  "archive-refused": EXIT_USAGE,
  "functions-unavailable": EXIT_UNAVAILABLE,
  "confirmation-missing": EXIT_CONFLICT,
  "setup-done": EXIT_CONFLICT,
  "port-in-use": EXIT_CONFLICT,
  "worker-already-running": EXIT_CONFLICT,
  "not-signed-in": EXIT_DENIED,
  "not-allowed": EXIT_DENIED,
  "proof-needed": EXIT_DENIED,
  "sign-in-failed": EXIT_DENIED,
  "too-many-attempts": EXIT_DENIED,
  "second-factor-needed": EXIT_DENIED,
  "sign-in-expired": EXIT_DENIED,
  "passkey-refused": EXIT_DENIED,
  "passkey-copied": EXIT_DENIED,
  "passkeys-unavailable": EXIT_UNAVAILABLE,
  "setup-link-invalid": EXIT_DENIED,
  "setup-refused": EXIT_DENIED,
  "link-invalid": EXIT_DENIED,
  "last-owner": EXIT_CONFLICT,
  "host-unknown": EXIT_DENIED,
  "origin-refused": EXIT_DENIED,
  "engine-unreachable": EXIT_UNAVAILABLE,
  "engine-timeout": EXIT_UNAVAILABLE,
  "engine-too-old": EXIT_UNAVAILABLE,
  "compose-missing": EXIT_UNAVAILABLE,
  "compose-too-old": EXIT_UNAVAILABLE,
  "worker-unreachable": EXIT_UNAVAILABLE,
  "database-unusable": EXIT_UNAVAILABLE,
  "migration-failed": EXIT_UNAVAILABLE,
  "master-key-missing": EXIT_UNAVAILABLE,
  "secret-unreadable": EXIT_UNAVAILABLE,
  "backup-failed": EXIT_FAILED,
  "backup-damaged": EXIT_FAILED,
  "backup-newer": EXIT_FAILED,
  "backup-misfit": EXIT_FAILED,
  "data-incomplete": EXIT_CONFLICT,
  "backup-passphrase-wrong": EXIT_DENIED,
  "data-folder-used": EXIT_CONFLICT,
  "engine-error": EXIT_FAILED,
  "compose-failed": EXIT_FAILED,
  "image-missing": EXIT_FAILED,
  "image-login-refused": EXIT_FAILED,
  "image-pull-failed": EXIT_FAILED,
  "image-is-stand-in": EXIT_FAILED,
  "architecture-unsupported": EXIT_FAILED,
  "disk-full": EXIT_FAILED,
  "memory-too-small": EXIT_FAILED,
  "preflight-failed": EXIT_FAILED,
  "service-unhealthy": EXIT_FAILED,
  "service-exited": EXIT_FAILED,
  "data-change-failed": EXIT_FAILED,
  "mail-failed": EXIT_FAILED,
  "probe-failed": EXIT_FAILED,
  "dns-mismatch": EXIT_FAILED,
  "routing-failed": EXIT_FAILED,
  "job-cancelled": EXIT_FAILED,
  "job-interrupted": EXIT_FAILED,
  "deadline-passed": EXIT_FAILED,
  unexpected: EXIT_UNEXPECTED,
};
