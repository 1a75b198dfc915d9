import { Banner } from "@/components/feedback/banner";
import { TokenReport } from "@/components/keys/token-report";
import { PanelBody } from "@/components/ui/panel";
import { SecretField } from "@/components/ui/secret-field";
import { ValueRow } from "@/components/ui/value-row";
import type { RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";

export type TokenAnswer = RouteJson<(typeof secretRoutes)["stacks.mint-token"]>;

/** A token that was just signed, to be copied now, and what it says. */
export function MintedToken({
  minted,
  stackName,
}: {
  readonly minted: TokenAnswer;
  readonly stackName: string;
}) {
  const { token, identity, subject, issuer, report, endsWithDeploy, revision } = minted;
  return (
    <section
      aria-label={`Token of ${subject}`}
      className="grid grid-cols-2 border-t border-line @max-[720px]:grid-cols-1"
    >
      <div className="min-w-0 border-r border-line @max-[720px]:border-r-0 @max-[720px]:border-b">
        <ValueRow label="Identity" value={identity} />
        <SecretField label="Token" onReveal={async () => token} />
        <PanelBody className="grid gap-2.5 text-xs text-ink-3">
          <p role="status">
            Made for {subject} of {issuer}. Copy it now: it is not shown again, and Slipway keeps only who
            made it, for whom and until when, in the audit log.
          </p>
          {endsWithDeploy && (
            <Banner state="degraded" title={`Good until ${stackName} is deployed anew.`}>
              It is signed with the key of revision {revision}, which runs; a later revision has another one.
            </Banner>
          )}
        </PanelBody>
      </div>
      <PanelBody>
        <TokenReport report={report} />
      </PanelBody>
    </section>
  );
}
