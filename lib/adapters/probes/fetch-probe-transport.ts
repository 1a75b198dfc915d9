import { ProbeConnectionError, type ProbeRequest, type ProbeTransport } from "@/lib/ports/prober";
import type { ProbeHttpResponse } from "@/lib/stacks/kind";

/** A service that sends more than this to a probe is not believed: the rest is left unread. */
const MAX_BODY_BYTES = 1024 * 1024;

const REFUSED = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"]);

/** Probes over HTTP by fetch, without cookies, caches or redirects. */
export const fetchProbeTransport: ProbeTransport = {
  async http(request: ProbeRequest): Promise<ProbeHttpResponse> {
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(request.timeoutMs),
      });
      const text = await limitedText(response);
      return { status: response.status, text, headers: Object.fromEntries(response.headers) };
    } catch (error) {
      throw connectionError(request, error);
    }
  },
};

async function limitedText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  while (bytes < MAX_BODY_BYTES) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

function connectionError(request: ProbeRequest, error: unknown): ProbeConnectionError {
  const { host } = new URL(request.url);
  if (error instanceof DOMException && error.name === "TimeoutError") {
    const seconds = Math.round(request.timeoutMs / 1000);
    return new ProbeConnectionError(`no answer from ${host} within ${seconds} s`, false, error);
  }
  const code = causeCode(error);
  if (code !== null && REFUSED.has(code)) {
    return new ProbeConnectionError(`nothing listens on ${host} (${code})`, true, error);
  }
  return new ProbeConnectionError(
    `the connection to ${host} broke (${code ?? "no reason given"})`,
    false,
    error,
  );
}

function causeCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { cause } = error;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
}
