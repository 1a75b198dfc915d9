import { connectionError } from "@/lib/adapters/probes/connection-error";
import { websocketProbe } from "@/lib/adapters/probes/websocket-probe";
import type { ProbeRequest, ProbeTransport } from "@/lib/ports/prober";
import type { ProbeHttpResponse } from "@/lib/stacks/kind";

/** A service that sends more than this to a probe is not believed: the rest is left unread. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Probes over HTTP by fetch, without cookies, caches or redirects, and over WebSockets. */
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
  websocket: websocketProbe,
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
