"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useProvenAction } from "@/components/account/use-proven-action";
import { PanelRefusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
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
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { SessionView } from "@/lib/api/contract/identity";
import type { ActionState } from "@/lib/web/action-state";

export interface SessionsProps {
  readonly sessions: readonly SessionView[];
  readonly nowMs: number;
  readonly endSession: (input: { session: string }) => Promise<ActionState<null>>;
  readonly endOthers: (input: Record<string, never>) => Promise<ActionState<number>>;
}

/** Where the person is signed in, and the way to end each of it. */
export function Sessions({ sessions, nowMs, endSession, endOthers }: SessionsProps) {
  const router = useRouter();
  const { keeper, keepFocus } = useKeptFocus();
  const { act, isPending, refusal } = useProvenAction();

  function end<Value>(
    target: string,
    run: () => Promise<ActionState<Value>>,
    said: (value: Value) => string,
  ) {
    act({
      target,
      run,
      onDone: (value) => {
        showResult(said(value));
        keepFocus();
        router.refresh();
      },
    });
  }

  return (
    <div {...keeper}>
      <Panel
        title="Sessions"
        meta={`${sessions.length} open`}
        actions={
          sessions.length > 1 && (
            <Button
              icon={<LogOut />}
              pending={isPending("others")}
              onClick={() =>
                end(
                  "others",
                  () => endOthers({}),
                  (ended) => `Ended ${plural(ended, "session")}`,
                )
              }
            >
              End all others
            </Button>
          )
        }
      >
        <PanelRefusal error={refusal} />
        <DataTable caption="Your sessions">
          <TableHead>
            <HeaderCell>Browser</HeaderCell>
            <HeaderCell>From</HeaderCell>
            <HeaderCell wideOnly>Signed in</HeaderCell>
            <HeaderCell wideOnly>Last seen</HeaderCell>
            <ActionHeaderCell />
          </TableHead>
          <tbody>
            {sessions.map(({ id, browser, from, createdAt, lastSeenAt, current }) => (
              <TableRow key={id}>
                <Cell>
                  <span className="flex flex-wrap items-center gap-2">
                    {browser || "Unknown browser"}
                    {current && <Tag tone="accent">this one</Tag>}
                  </span>
                  <span className="hidden text-xs text-ink-3 max-wide:block">
                    last seen <RelativeTime atMs={Date.parse(lastSeenAt)} nowMs={nowMs} />
                  </span>
                </Cell>
                <Cell className="mono-xs break-all text-ink-2">{from}</Cell>
                <Cell wideOnly className="text-ink-2">
                  <RelativeTime atMs={Date.parse(createdAt)} nowMs={nowMs} />
                </Cell>
                <Cell wideOnly className="text-ink-2">
                  <RelativeTime atMs={Date.parse(lastSeenAt)} nowMs={nowMs} />
                </Cell>
                <Cell align="right">
                  {!current && (
                    <Button
                      size="small"
                      aria-label={`End ${browser || "unknown browser"} from ${from}`}
                      pending={isPending(id)}
                      onClick={() =>
                        end(
                          id,
                          () => endSession({ session: id }),
                          () => "Ended the session",
                        )
                      }
                    >
                      End
                    </Button>
                  )}
                </Cell>
              </TableRow>
            ))}
          </tbody>
        </DataTable>
      </Panel>
    </div>
  );
}
