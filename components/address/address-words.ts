import type { AddressView } from "@/lib/api/contract/panel";

/** Who can open the panel. */
export function reachWords({ mode, url }: Pick<AddressView, "mode" | "url">): string {
  const encrypted = url.startsWith("https:");
  if (mode === "private")
    return "Only this server itself can open it, and whoever comes through an SSH tunnel.";
  if (mode === "proxy") {
    return encrypted
      ? "It is reached through a proxy in front, which ends https."
      : "It is reached through a proxy in front, in clear.";
  }
  return encrypted
    ? "Everybody who reaches this server's port can open it, over https."
    : "Everybody who reaches this server's port can open it, in clear.";
}

/** What would make it another way; all of it is decided when the panel starts. */
export function changeWords({ mode, url, certificate }: AddressView): string {
  if (mode === "private") {
    return "Start the panel with SLIPWAY_BIND=0.0.0.0 to open it by this server's address: it then speaks https with a certificate that it makes for itself.";
  }
  if (!url.startsWith("https:")) return "Start the panel without SLIPWAY_TLS=off, and it speaks https.";
  if (certificate?.selfSigned) {
    return "With SLIPWAY_TLS_CERT and SLIPWAY_TLS_KEY it serves a certificate of yours, which browsers do not ask about.";
  }
  return "Start the panel without SLIPWAY_BIND to have it on this server alone.";
}
