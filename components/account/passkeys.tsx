"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AddPasskey, type AddPasskeyProps } from "@/components/account/add-passkey";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import {
  RenamePasskeyDialog,
  type RenamePasskeyDialogProps,
} from "@/components/account/rename-passkey-dialog";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import {
  ActionHeaderCell,
  Cell,
  DataTable,
  HeaderCell,
  TableHead,
  TableRow,
} from "@/components/ui/data-table";
import { Menu } from "@/components/ui/menu";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { PasskeyView } from "@/lib/api/contract/passkeys";
import type { ActionState } from "@/lib/web/action-state";

export interface PasskeysProps
  extends Pick<AddPasskeyProps, "askDevice" | "add">,
    Pick<RenamePasskeyDialogProps, "rename"> {
  readonly passkeys: readonly PasskeyView[];
  /** The one address at which they work; null: none. */
  readonly origin: string | null;
  /** The page is at that address. */
  readonly here: boolean;
  readonly nowMs: number;
  readonly remove: (input: { passkey: string }) => Promise<ActionState<null>>;
}

/** Keys on devices that sign in with nothing typed: added, named, removed. */
export function Passkeys(props: PasskeysProps) {
  const { passkeys, origin, here, nowMs } = props;
  const router = useRouter();
  const { keeper, keepFocus } = useKeptFocus();
  const [renaming, setRenaming] = useState<PasskeyView | null>(null);
  const [removing, setRemoving] = useState<PasskeyView | null>(null);
  return (
    <div {...keeper}>
      <Panel title="Passkeys" meta={passkeys.length === 0 ? "none" : `${passkeys.length}`}>
        {passkeys.length > 0 && (
          <DataTable caption="Your passkeys">
            <TableHead>
              <HeaderCell>Name</HeaderCell>
              <HeaderCell wideOnly>Added</HeaderCell>
              <HeaderCell>Last used</HeaderCell>
              <ActionHeaderCell />
            </TableHead>
            <tbody>
              {passkeys.map((passkey) => (
                <TableRow key={passkey.id}>
                  <Cell>
                    <span className="flex flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
                      {passkey.name}
                      {passkey.backedUp && <Tag>on several devices</Tag>}
                    </span>
                  </Cell>
                  <Cell wideOnly className="text-ink-2">
                    <RelativeTime atMs={Date.parse(passkey.createdAt)} nowMs={nowMs} />
                  </Cell>
                  <Cell className="text-ink-2">
                    {passkey.lastUsedAt === null ? (
                      "never"
                    ) : (
                      <RelativeTime atMs={Date.parse(passkey.lastUsedAt)} nowMs={nowMs} />
                    )}
                  </Cell>
                  <Cell align="right">
                    <Menu
                      label={`Actions for the passkey ${passkey.name}`}
                      entries={[
                        { type: "action", label: "Rename", onSelect: () => setRenaming(passkey) },
                        {
                          type: "action",
                          label: "Remove",
                          danger: true,
                          onSelect: () => setRemoving(passkey),
                        },
                      ]}
                    />
                  </Cell>
                </TableRow>
              ))}
            </tbody>
          </DataTable>
        )}
        <PanelBody className={passkeys.length > 0 ? "border-t border-line" : undefined}>
          <p className="max-w-[66ch] text-ink-2">
            A passkey signs you in with nothing typed. Your device makes sure that it is you, by finger, face
            or PIN, so it stands for the password and a code in one. A new password removes no passkey.
          </p>
          {here ? <AddPasskey askDevice={props.askDevice} add={props.add} /> : <Elsewhere origin={origin} />}
        </PanelBody>
        <RenamePasskeyDialog passkey={renaming} rename={props.rename} onClose={() => setRenaming(null)} />
        {removing && (
          <ConfirmDialog
            title={`Remove the passkey ${removing.name}`}
            description="It signs you in no longer, and your other sessions end. The device goes on offering it until you delete it there too."
            keep="Keep it"
            confirm="Remove it"
            run={() => props.remove({ passkey: removing.id })}
            onDone={() => {
              showResult(`Removed the passkey ${removing.name}`);
              setRemoving(null);
              router.refresh();
            }}
            onClose={() => setRemoving(null)}
            focusAfter={keepFocus}
          />
        )}
      </Panel>
    </div>
  );
}

/** Why none can be added on this page, and where. */
function Elsewhere({ origin }: Pick<PasskeysProps, "origin">) {
  return (
    <p className="mt-3 max-w-[66ch] text-ink-2">
      {origin === null ? (
        <>
          Browsers take passkeys at a host name with https, and not at an address. Give the panel a domain,
          start it with <code className="mono-xs">SLIPWAY_URL=https://…</code>, and open it there.
        </>
      ) : (
        <>
          Browsers bind passkeys to a host name: those of this panel work at{" "}
          <a className="link" href={`${origin}/settings`}>
            {origin}
          </a>{" "}
          alone. Sign in there to add one.
        </>
      )}
    </p>
  );
}
