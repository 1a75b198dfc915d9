import { PanelError } from "@/lib/errors";
import type { PasskeySite } from "@/lib/ports/passkey-ceremonies";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";

/** @throws PanelError `passkeys-unavailable` */
export function requireSite({ passkeySite }: Pick<IdentityServices, "passkeySite">): PasskeySite {
  if (passkeySite !== null) return passkeySite;
  throw new PanelError("passkeys-unavailable", "Browsers take no passkeys at this panel's address", {
    fix: "Give the panel a host name with https: set SLIPWAY_URL to it and start the panel again.",
  });
}

export function passkeyRefused(): PanelError {
  return new PanelError("passkey-refused", "This passkey was not accepted", {
    fix: "Try again within five minutes of being asked. Your password works as before.",
  });
}

/** A device counts what it signs. One that has counted less than it had before is not the only one of its key. */
export function passkeyCopied(name: string): PanelError {
  return new PanelError("passkey-copied", `The passkey ${name} seems to exist twice`, {
    fix: "Use your password, remove the passkey under Settings, and add a new one.",
  });
}

export function passkeyNotFound(): PanelError {
  return new PanelError("not-found", "You have no such passkey", { fix: "Reload the list." });
}
