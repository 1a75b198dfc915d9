import { errorViewOf } from "@/lib/api/contract/error-view";
import type { ErrorView } from "@/lib/api/contract/views";
import { toPanelError } from "@/lib/errors";
import type { Routing } from "@/lib/jobs/routing";
import type { Clock } from "@/lib/ports/clock";
import type { Network, Visit } from "@/lib/ports/network";
import type { RoutingStore } from "@/lib/ports/routing-store";
import type { StackStore } from "@/lib/ports/stores";
import { caddyConfig } from "@/lib/routing/caddy-config";
import { type DnsVerdict, dnsVerdict } from "@/lib/routing/dns-verdict";
import { type Route, stackRoutes } from "@/lib/routing/route";
import { Caddy, type CaddyWorld } from "@/lib/use-cases/routing/caddy";
import { type PanelAddress, panelName } from "@/lib/use-cases/routing/panel-name";
import { Serial } from "@/lib/use-cases/serial";
import type { StackProfiles } from "@/lib/use-cases/stacks/stack-profile";

/** What the composition root gives for routing. */
export type RoutingWorld = {
  store: RoutingStore;
  network: Network;
  /** Of this panel. */
  installation: string;
  panel: PanelAddress;
};

type Parts = CaddyWorld &
  RoutingWorld & {
    stacks: StackStore;
    profiles: StackProfiles;
    clock: Clock;
    onFault(error: unknown): void;
  };

/** So often what could not be loaded is tried again. */
const RETRY_MS = 60_000;

export type LoadedRoutes = { routes: readonly Route[]; at: Date };

/** Sees to it that Caddy has the routes that the deployed stacks and the settings ask for. */
export class DomainRouting implements Routing {
  readonly installation: string;
  readonly #parts: Parts;
  readonly #caddy: Caddy;
  readonly #turns = new Serial();
  #loaded: (LoadedRoutes & { key: string }) | null = null;
  #failure: ErrorView | null = null;
  #retry: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#caddy = new Caddy(parts);
    this.installation = parts.installation;
  }

  /** Loads what is due now, and again whenever that failed. */
  start(): void {
    this.#retry = setInterval(() => {
      if (this.#loaded === null || this.#failure !== null) void this.settle();
    }, RETRY_MS);
    void this.settle();
  }

  stop(): void {
    if (this.#retry !== null) clearInterval(this.#retry);
  }

  /** What Caddy was last given; null when that is not known. */
  get loaded(): LoadedRoutes | null {
    return this.#loaded;
  }

  get failure(): ErrorView | null {
    return this.#failure;
  }

  /** All that ought to be routed now. A name that two ask for goes to the first of them. */
  async wanted(): Promise<Route[]> {
    const { stacks, profiles, store, panel } = this.#parts;
    const [all, settings] = await Promise.all([stacks.list(), store.settings()]);
    const deployed = all.filter(
      ({ deployedRevision, wanted }) => deployedRevision !== null && wanted !== "removed",
    );
    const profilesOf = await Promise.all(
      deployed.map(async (stack) => ({ stack, profile: await profiles.of(stack) })),
    );
    const name = panelName(panel);
    const routes = [
      ...(settings.panel && name !== null ? [{ name, port: panel.port, target: null }] : []),
      ...profilesOf.flatMap(({ stack, profile }) => stackRoutes(stack, profile.access, profile.endpoints)),
    ];
    return routes.filter((route, index) => routes.findIndex((one) => one.name === route.name) === index);
  }

  async verdicts(names: readonly string[]): Promise<DnsVerdict[]> {
    const { network, store } = this.#parts;
    const { publicAddresses } = await store.settings();
    const own = [...publicAddresses, ...network.addresses()];
    return Promise.all(names.map(async (name) => dnsVerdict(name, await network.resolve(name), own)));
  }

  async apply(onProgress: (text: string) => void, signal: AbortSignal): Promise<void> {
    await this.#turns.run(async () => {
      try {
        await this.#load({ onProgress, signal });
        this.#failure = null;
      } catch (error) {
        if (!signal.aborted) this.#failure = errorViewOf(toPanelError(error));
        throw error;
      }
    });
  }

  /** The same for whoever waits for nothing: a failure is kept, to be shown and tried again. */
  async settle(): Promise<void> {
    try {
      await this.apply(() => {}, new AbortController().signal);
    } catch (error) {
      if (toPanelError(error).code === "unexpected") this.#parts.onFault(error);
    }
  }

  visit(name: string): Promise<Visit> {
    return this.#parts.network.visit(name);
  }

  complaint(name: string): Promise<string | null> {
    return this.#caddy.complaint(name);
  }

  async #load(run: { onProgress(text: string): void; signal: AbortSignal }): Promise<void> {
    const { store, clock } = this.#parts;
    const [routes, { certificates }] = await Promise.all([this.wanted(), store.settings()]);
    if (routes.length === 0) {
      await this.#caddy.remove();
      this.#loaded = { routes, at: clock(), key: "" };
      return;
    }
    const container = await this.#caddy.start(run);
    const files = caddyConfig(routes, certificates);
    const key = JSON.stringify([container.id, container.startedAt, files]);
    if (this.#loaded?.key === key) return;
    run.onProgress("Loads the routes");
    await this.#caddy.load(container, files);
    this.#loaded = { routes, at: clock(), key };
  }
}
