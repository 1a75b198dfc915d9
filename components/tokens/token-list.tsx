"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { SCOPE_WORDS } from "@/components/tokens/scope-text";
import { Button } from "@/components/ui/button";
import {
  ActionHeaderCell,
  Cell,
  DataTable,
  HeaderCell,
  TableHead,
  TableRow,
} from "@/components/ui/data-table";
import { plural } from "@/components/ui/format";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { ApiTokenView } from "@/lib/api/contract/tokens";
import type { ActionState } from "@/lib/web/action-state";

export interface TokenListProps {
  readonly tokens: readonly ApiTokenView[];
  /** Of whoever looks. */
  readonly ownId: string;
  readonly nowMs: number;
  readonly end: (input: { token: string }) => Promise<ActionState<null>>;
}

/** The API tokens that were made, and the way to end each. */
export function TokenList({ tokens, ownId, nowMs, end }: TokenListProps) {
  const router = useRouter();
  const { keeper, keepFocus } = useKeptFocus();
  const [ending, setEnding] = useState<ApiTokenView | null>(null);
  const good = tokens.filter(({ expired }) => !expired).length;

  return (
    <div {...keeper}>
      <Panel title="API tokens" meta={tokens.length > 0 ? `${plural(good, "token")} in use` : undefined}>
        {tokens.length === 0 ? (
          <PanelBody>
            <p className="prose text-ink-3">No program calls this panel in your name.</p>
          </PanelBody>
        ) : (
          <DataTable caption="API tokens">
            <TableHead>
              <HeaderCell>Name</HeaderCell>
              <HeaderCell>May</HeaderCell>
              <HeaderCell wideOnly>Made</HeaderCell>
              <HeaderCell wideOnly>Last used</HeaderCell>
              <HeaderCell wideOnly>Ends</HeaderCell>
              <ActionHeaderCell />
            </TableHead>
            <tbody>
              {tokens.map((token) => (
                <TableRow key={token.id}>
                  <Cell>
                    <span className="flex flex-wrap items-center gap-2 font-medium [overflow-wrap:anywhere]">
                      {token.name}
                      {token.owner.id !== ownId && <Tag tone="accent">of {token.owner.name}</Tag>}
                      {token.expired && <Tag tone="warn">expired</Tag>}
                    </span>
                    <span className="hidden text-xs text-ink-3 max-wide:block">
                      {token.expired ? "ended " : "ends "}
                      <RelativeTime atMs={Date.parse(token.expiresAt)} nowMs={nowMs} />
                    </span>
                  </Cell>
                  <Cell>
                    {token.scope}
                    <span className="block text-xs text-ink-3">{SCOPE_WORDS[token.scope]}</span>
                  </Cell>
                  <Cell wideOnly className="text-ink-2">
                    <RelativeTime atMs={Date.parse(token.createdAt)} nowMs={nowMs} />
                  </Cell>
                  <Cell wideOnly className="text-ink-2">
                    <LastUse token={token} nowMs={nowMs} />
                  </Cell>
                  <Cell wideOnly className="text-ink-2">
                    <RelativeTime atMs={Date.parse(token.expiresAt)} nowMs={nowMs} />
                  </Cell>
                  <Cell align="right">
                    <Button
                      size="small"
                      aria-label={`End ${token.name}${token.owner.id === ownId ? "" : ` of ${token.owner.name}`}`}
                      onClick={() => setEnding(token)}
                    >
                      End
                    </Button>
                  </Cell>
                </TableRow>
              ))}
            </tbody>
          </DataTable>
        )}
      </Panel>
      {ending && (
        <ConfirmDialog
          title={`End the token ${ending.name}`}
          description="Programs that use it are refused from their next call on, and its open streams end. It cannot be made good again."
          keep="Keep it"
          confirm="End it"
          run={() => end({ token: ending.id })}
          onDone={() => {
            showResult(`Ended ${ending.name}`);
            setEnding(null);
            router.refresh();
          }}
          onClose={() => setEnding(null)}
          focusAfter={keepFocus}
        />
      )}
    </div>
  );
}

function LastUse({ token, nowMs }: { readonly token: ApiTokenView; readonly nowMs: number }) {
  if (token.lastUsedAt === null) return "never";
  return (
    <>
      <RelativeTime atMs={Date.parse(token.lastUsedAt)} nowMs={nowMs} />
      <span className="block mono-xs text-ink-3">{token.lastUsedFrom}</span>
    </>
  );
}
