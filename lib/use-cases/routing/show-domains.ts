import type { DomainsView, DomainView } from "@/lib/api/contract/domains";
import type { ServedCertificate, Visit } from "@/lib/ports/network";
import type { DnsVerdict } from "@/lib/routing/dns-verdict";
import { planRoutes } from "@/lib/routing/plan-routes";
import type { Route } from "@/lib/routing/route";
import type { PanelParts } from "@/lib/use-cases/panel-parts";
import { panelName } from "@/lib/use-cases/routing/panel-name";

/** Caddy renews with a third of the time left; with so little of it something is wrong. */
const LATE = 1 / 6;

/** Nothing in it waits for the engine: names are resolved, and this host is asked for its own pages. */
export async function showDomains(parts: PanelParts): Promise<DomainsView> {
  const { routing, routingWorld, clock } = parts;
  const { store, network, panel } = routingWorld;
  const [routes, { certificates, publicAddresses, ...settings }] = await Promise.all([
    routing.wanted(),
    store.settings(),
  ]);
  const [verdicts, visits] = await Promise.all([
    routing.verdicts(routes.map(({ name }) => name)),
    Promise.all(routes.map(({ name }) => routing.visit(name))),
  ]);
  const { loaded, failure } = routing;
  return {
    settings: { ...certificates, ...settings, publicAddresses: [...publicAddresses] },
    addresses: [...publicAddresses, ...network.addresses()],
    panel: { url: panel.url, name: panelName(panel) },
    caddy: {
      state:
        failure !== null
          ? "failed"
          : loaded === null
            ? "unknown"
            : loaded.routes.length > 0
              ? "running"
              : "off",
      loadedAt: loaded?.at.toISOString() ?? null,
    },
    failure,
    operations: loaded === null ? [] : planRoutes(loaded.routes, routes),
    domains: routes.map((route, index) => domainView(route, verdicts[index], visits[index], clock())),
  };
}

function domainView(
  { name, port, target }: Route,
  verdict: DnsVerdict | undefined,
  visit: Visit | undefined,
  now: Date,
): DomainView {
  const certificate = visit?.certificate ?? null;
  return {
    name,
    port,
    stack: target === null ? null : { id: target.stackId, name: target.stackName },
    dns: verdict ?? { state: "unclear", detail: "was not looked up", records: [] },
    certificate: certificate && {
      issuer: certificate.issuer,
      validTo: certificate.validTo.toISOString(),
      endsSoon: endsSoon(certificate, now),
      fits: certificate.names.includes(name),
    },
    problem: problemOf(visit, port),
  };
}

function endsSoon({ validFrom, validTo }: ServedCertificate, now: Date): boolean {
  const wholeMs = validTo.getTime() - validFrom.getTime();
  return validTo.getTime() - now.getTime() < wholeMs * LATE;
}

function problemOf(visit: Visit | undefined, port: number): string | null {
  if (visit === undefined) return "was not asked";
  if (visit.status === null) return visit.problem;
  return visit.status === 502 ? `nothing answers at 127.0.0.1:${port}` : null;
}
