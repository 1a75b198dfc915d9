import { PanelError } from "@/lib/errors";
import type { Redactor } from "@/lib/secrets/redaction";

/** Lines. */
const MAX_EVIDENCE = 5;

/** The error with a line more to tell of it, before what else is told. */
export function withEvidence(error: PanelError, line: string | null): PanelError {
  if (line === null) return error;
  const { code, message, details, cause } = error;
  // The last lines say why.
  const evidence = [line, ...(details.evidence ?? []).slice(1 - MAX_EVIDENCE)];
  return new PanelError(code, message, { ...details, evidence }, cause);
}

/** The error as a person may read it. */
export function redacted(error: PanelError, redact: Redactor): PanelError {
  const { evidence } = error.details;
  return new PanelError(
    error.code,
    redact(error.message),
    {
      ...error.details,
      ...(evidence !== undefined && { evidence: evidence.slice(0, MAX_EVIDENCE).map(redact) }),
    },
    error.cause,
  );
}
