import Link from "next/link";
import { DomainProblem } from "@/components/domains/domain-problem";
import { EmptyState } from "@/components/feedback/empty-state";
import { StateBadge } from "@/components/state/state-badge";
import { ButtonLink } from "@/components/ui/button";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DomainView } from "@/lib/api/contract/domains";

export interface DomainListProps {
  readonly domains: readonly DomainView[];
  readonly nowMs: number;
}

/** Every name with where it leads, what its DNS says, and how long its certificate is good. */
export function DomainList({ domains, nowMs }: DomainListProps) {
  if (domains.length === 0) {
    return (
      <EmptyState
        title="No name leads here yet"
        text="Choose Domain under Reachable in a stack's settings. Slipway's Caddy then gets the certificate and takes ports 80 and 443."
      >
        <ButtonLink href="/stacks" size="field">
          Stacks
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <Panel title="Domains" meta={plural(domains.length, "name")}>
      <ul aria-label="Domains">
        {domains.map((domain) => (
          <DomainRow key={domain.name} domain={domain} nowMs={nowMs} />
        ))}
      </ul>
    </Panel>
  );
}

function DomainRow({ domain, nowMs }: { readonly domain: DomainView; readonly nowMs: number }) {
  const { name, stack, port, certificate } = domain;
  const url = `https://${name}`;
  return (
    <li className="grid gap-1.5 border-b border-line px-3.5 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a className="link mono [overflow-wrap:anywhere]" href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
        <StateBadge {...badgeOf(domain)} />
      </div>
      <p className="text-xs text-ink-2">
        Leads to{" "}
        {stack === null ? (
          "the panel"
        ) : (
          <Link className="link" href={`/stacks/${stack.name}`}>
            {stack.name}
          </Link>
        )}{" "}
        at <span className="mono">127.0.0.1:{port}</span>.
        {certificate && (
          <>
            {" "}
            Certificate by {certificate.issuer}, good until {certificate.validTo.slice(0, 10)} (
            <RelativeTime atMs={Date.parse(certificate.validTo)} nowMs={nowMs} />
            ).
          </>
        )}
      </p>
      <DomainProblem domain={domain} />
    </li>
  );
}

function badgeOf({ dns, certificate, problem }: DomainView) {
  if (dns.state === "elsewhere" || dns.state === "unknown-name") {
    return { state: "failed", word: "DNS leads elsewhere" } as const;
  }
  if (certificate === null || !certificate.fits) return { state: "failed", word: "No certificate" } as const;
  if (problem !== null) return { state: "unhealthy", word: "No answer" } as const;
  if (certificate.endsSoon) return { state: "degraded", word: "Certificate ends soon" } as const;
  return { state: "running", word: "Works" } as const;
}
