import { changeWords, reachWords } from "@/components/address/address-words";
import { Panel, PanelBody } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { ValueRow } from "@/components/ui/value-row";
import type { AddressView } from "@/lib/api/contract/panel";

/** How people reach the panel, and what would change it. */
export function PanelAddress({ address }: { readonly address: AddressView }) {
  const inClear = address.mode !== "private" && !address.url.startsWith("https:");
  return (
    <Panel title="Address of this panel">
      <ValueRow label="Address" value={address.url} tag={inClear && <Tag tone="warn">plain http</Tag>} />
      <ValueRow label="Listens on" value={address.listening} />
      {address.tunnel && <ValueRow label="From elsewhere" called="ssh line" value={address.tunnel} />}
      <PanelBody>
        <p className="prose">{reachWords(address)}</p>
        <p className="prose mt-1 text-ink-3">{changeWords(address)}</p>
      </PanelBody>
    </Panel>
  );
}
