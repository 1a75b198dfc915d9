import { isIP } from "node:net";
import { isLoopbackAddress, isWildcard } from "@/lib/launch/panel-access.mjs";
import type { PasskeySite } from "@/lib/ports/passkey-ceremonies";

export type SiteSettings = { bind: string; port: number; url: string; scheme: "http" | "https" };

/**
 * Where passkeys of this panel work, by its settings alone: at the host name of its address where that is reached over
 * https, else at localhost where it listens there in clear. Null where neither is so: browsers bind key pairs to names,
 * and make none on pages that somebody on the way could have written. localhost over https is none either, since no
 * browser trusts the panel's own certificate by itself.
 */
export function passkeySite({ bind, port, url, scheme }: SiteSettings): PasskeySite | null {
  const { protocol, hostname, origin } = new URL(url);
  const isName = isIP(hostname) === 0 && !hostname.startsWith("[");
  if (isName && (protocol === "https:" || hostname === "localhost")) return { rpId: hostname, origin };
  const isNear = isLoopbackAddress(bind) || isWildcard(bind);
  if (scheme === "https" || !isNear) return null;
  return { rpId: "localhost", origin: new URL(`http://localhost:${port}`).origin };
}
