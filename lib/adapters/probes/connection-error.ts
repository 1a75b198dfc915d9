import { ProbeConnectionError } from "@/lib/ports/prober";

const REFUSED = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"]);

/** What went wrong with a connection, in words for people. */
export function connectionError(
  request: { url: string; timeoutMs: number },
  error: unknown,
): ProbeConnectionError {
  const { host } = new URL(request.url);
  if (error instanceof DOMException && error.name === "TimeoutError") {
    const seconds = Math.round(request.timeoutMs / 1000);
    return new ProbeConnectionError(`no answer from ${host} within ${seconds} s`, false, error);
  }
  const code = errorCode(error);
  if (code !== null && REFUSED.has(code)) {
    return new ProbeConnectionError(`nothing listens on ${host} (${code})`, true, error);
  }
  return new ProbeConnectionError(
    `the connection to ${host} broke (${code ?? "no reason given"})`,
    false,
    error,
  );
}

/** Of the error itself, or of what caused it: fetch wraps it. */
function errorCode(error: unknown): string | null {
  for (const each of [error, error instanceof Error ? error.cause : undefined]) {
    if (each instanceof Error && "code" in each && typeof each.code === "string") return each.code;
  }
  return null;
}
