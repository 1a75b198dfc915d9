import type { IncomingHttpHeaders } from "node:http";
import type { ErrorCode } from "@/lib/errors";
import { isApiPath } from "@/lib/web/api-path";

/** Bytes of a request's body. The largest form holds the free variables of a stack. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

export type Refusal = { status: number; code: ErrorCode; message: string; fix: string };

type Request = { method: string; path: string; headers: IncomingHttpHeaders };

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What every request must pass before anything looks at it: a known Host, a path, an Origin that is exactly this page's for
 * everything that may change something and for every stream, and a body that states a bearable length.
 * @param hosts of `allowedHosts`: Host header → origin
 */
export function refuseRequest(request: Request, hosts: ReadonlyMap<string, string>): Refusal | null {
  const { host } = request.headers;
  const origin = host === undefined ? undefined : hosts.get(host.toLowerCase());
  if (origin === undefined) {
    return {
      status: 421,
      code: "host-unknown",
      message: `This panel does not answer to the name "${(host ?? "").slice(0, 200)}"`,
      fix: "Open it by an address that it printed at start, or set SLIPWAY_URL to the one you use and start it again.",
    };
  }
  if (!request.path.startsWith("/")) return targetRefused();
  // A program sends no Origin, and no cookie counts there; a page of another site is refused all the same.
  if (isApiPath(request.path)) {
    const claimed = request.headers.origin;
    return claimed === undefined || claimed === origin ? refuseBody(request) : originRefused();
  }
  if (!SAFE_METHODS.has(request.method) && request.headers.origin !== origin) return originRefused();
  if (isGuardedRead(request.path) && !provesSameOrigin(request.headers, origin)) return originRefused();
  return refuseBody(request);
}

/** Paths whose answer is data by itself: streams and downloads. */
function isGuardedRead(path: string): boolean {
  return path.startsWith("/api/stream/") || path.startsWith("/api/download/");
}

/**
 * A browser sends no Origin with a read of its own site, and Sec-Fetch-Site only where the site is https or
 * localhost, so each proof is optional, one must be there, and none may contradict.
 */
function provesSameOrigin(headers: IncomingHttpHeaders, origin: string): boolean {
  const proofs: boolean[] = [];
  const site = headers["sec-fetch-site"];
  if (site !== undefined) proofs.push(site === "same-origin");
  if (headers.origin !== undefined) proofs.push(headers.origin === origin);
  if (headers.referer !== undefined) proofs.push(originOf(headers.referer) === origin);
  return proofs.length > 0 && proofs.every(Boolean);
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}

function refuseBody({ headers }: Request): Refusal | null {
  const length = Number(headers["content-length"] ?? 0);
  if (headers["transfer-encoding"] === undefined && length <= BODY_LIMIT_BYTES) return null;
  const sent = headers["transfer-encoding"] === undefined ? `of ${length} bytes` : "of unknown length";
  return {
    status: 413,
    code: "body-too-large",
    message: `A request ${sent} is more than the panel takes (${BODY_LIMIT_BYTES} bytes)`,
    fix: "Shorten what you send: one value may have at most 128 KiB.",
  };
}

/** Whole addresses are for proxies. Pages would take the host in them for their own. */
function targetRefused(): Refusal {
  return {
    status: 400,
    code: "input-invalid",
    message: "A request to the panel names a path, not a whole address",
    fix: "A proxy in front must pass on the path alone.",
  };
}

function originRefused(): Refusal {
  return {
    status: 403,
    code: "origin-refused",
    message: "This request does not come from a page of this panel",
    fix: "Open the panel by the address in SLIPWAY_URL. A proxy in front must pass Host and Origin unchanged.",
  };
}
