import type { DomainSettings, DomainsView } from "@/lib/api/contract/domains";
import { PanelError } from "@/lib/errors";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { panelName } from "@/lib/use-cases/routing/panel-name";
import { showDomains } from "@/lib/use-cases/routing/show-domains";

/** A first start pulls an image of 20 MB; whoever asks does not wait longer than this. */
const APPLY_MS = 120_000;

/**
 * Keeps the settings and loads the routes. What could not be loaded is in the answer, and is tried again by itself.
 * @throws PanelError `settings-invalid` when the panel has no name to route
 */
export async function saveDomains(
  parts: PanelParts,
  { email, directory, roots, publicAddresses, panel }: DomainSettings,
  caller: Caller,
): Promise<DomainsView> {
  const { store, panel: own } = parts.routingWorld;
  if (panel && panelName(own) === null) {
    throw new PanelError("settings-invalid", `${own.url} is no name that Caddy could take for the panel`, {
      fix: "Start Slipway on loopback with SLIPWAY_URL=https://panel.example.com, with your name, and SLIPWAY_PROXY=127.0.0.1; then switch it on",
      issues: [{ field: "panel", message: "The panel has no name of its own yet" }],
    });
  }
  await store.save(
    { certificates: { email, directory, roots }, publicAddresses, panel },
    audit(caller, "settings of domains saved", "domains"),
  );
  return load(parts);
}

export async function applyDomains(parts: PanelParts, caller: Caller): Promise<DomainsView> {
  await parts.stacks.recordAudit(audit(caller, "routes loaded", "domains"));
  return load(parts);
}

async function load(parts: PanelParts): Promise<DomainsView> {
  if (parts.engineOff === null) {
    // The answer says how it went.
    await parts.routing
      .apply(() => {}, AbortSignal.timeout(APPLY_MS))
      .catch((error: unknown) => {
        if (!(error instanceof PanelError)) throw error;
      });
  }
  return showDomains(parts);
}
