import { CopyButton } from "@/components/ui/copy-button";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { ValueRow, ValueRowFrame } from "@/components/ui/value-row";
import type { AddressView } from "@/lib/api/contract/panel";

export interface PanelCertificateProps {
  readonly certificate: NonNullable<AddressView["certificate"]>;
  readonly nowMs: number;
}

/** What the panel's port shows to browsers, for people to compare with what they see. */
export function PanelCertificate({ certificate, nowMs }: PanelCertificateProps) {
  const { fingerprint, names, validTo, selfSigned } = certificate;
  return (
    <Panel title="Certificate" meta={selfSigned ? "made by the panel" : "given to the panel"}>
      <ValueRowFrame
        label="SHA-256 fingerprint"
        actions={<CopyButton label="SHA-256 fingerprint" value={fingerprint} />}
      >
        {(fingerprint.match(/.{1,24}/g) ?? []).map((eightBytes) => (
          <span key={eightBytes} className="inline-block whitespace-nowrap">
            {eightBytes}
          </span>
        ))}
      </ValueRowFrame>
      <ValueRow label="Good for" value={names.join(", ")}>
        <span className="whitespace-normal [overflow-wrap:anywhere]">{names.join(", ")}</span>
      </ValueRow>
      <ValueRowFrame label="Good until">
        {validTo.slice(0, 10)}{" "}
        <span className="text-ink-3">
          (<RelativeTime atMs={Date.parse(validTo)} nowMs={nowMs} />)
        </span>
      </ValueRowFrame>
      <PanelBody>
        <p className="prose">
          {selfSigned
            ? "No authority vouches for it, so a browser asks when it meets it first. It is this panel if the browser shows this fingerprint. The panel renews it a month before its end and keeps its key."
            : "Put renewed files where these lie: the panel serves them within a minute, without a restart."}
        </p>
      </PanelBody>
    </Panel>
  );
}
