import { type ClientRequest, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import { PanelError } from "@/lib/errors";

/** A panel elsewhere, reached by its own address with an API token. */
export type RemotePanel = {
  url: URL;
  /** Certificates in PEM that are trusted besides the usual authorities; null: those alone. */
  ca: string | null;
};

/** The worker's routes as the panel's address has them. */
export function requestPanel({ url, ca }: RemotePanel, options: RequestOptions): ClientRequest {
  // The brackets of an IPv6 address belong to the URL.
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const to = { ...options, hostname, port: url.port, path: `/api${options.path ?? "/"}` };
  if (url.protocol === "http:") return httpRequest(to);
  return httpsRequest({
    ...to,
    ...(isIP(hostname) === 0 && { servername: hostname }),
    ...(ca !== null && { ca: [...rootCertificates, ca] }),
  });
}

/** Why no answer came, by what the connection says. */
export function panelUnreachable({ url }: RemotePanel, cause: unknown): PanelError {
  const code = codeOf(cause);
  const isTrust = /CERT|SIGNATURE|SSL|TLS|EPROTO/.test(code);
  return new PanelError(
    "worker-unreachable",
    isTrust
      ? `The certificate of ${url.origin} is not trusted (${code})`
      : `There is no answer from ${url.origin}${code === "" ? "" : ` (${code})`}`,
    {
      fix: isTrust
        ? "Copy the panel's own certificate, tls/certificate.pem of its data folder, and name the file in SLIPWAY_CA. SLIPWAY_URL must have a name or address that stands in it."
        : "Look at SLIPWAY_URL, and whether the panel runs and listens on an address that is reached from here.",
    },
    cause,
  );
}

function codeOf(cause: unknown): string {
  const code: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  return typeof code === "string" ? code : "";
}
