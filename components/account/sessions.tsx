"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Cell, DataTable, HeaderCell, TableHead, TableRow } from "@/components/ui/data-table";
import { FieldError } from "@/components/ui/field-error";
import { plural } from "@/components/ui/format";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { SessionView } from "@/lib/api/contract/identity";
import type { ErrorView } from "@/lib/api/contract/views";
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
  const panel = useRef<HTMLDivElement>(null);
  const [ending, startEnding] = useTransition();
  const [target, setTarget] = useState<string | null>(null);
  const [error, setError] = useState<ErrorView | null>(null);

  function end<Value>(what: string, run: () => Promise<ActionState<Value>>, said: (value: Value) => string) {
    setTarget(what);
    setError(null);
    startEnding(async () => {
      const state = await answerOf(run());
      if (state.status === "failed") setError(state.error);
      if (state.status !== "done") return;
      showResult(said(state.value));
      // The button goes with its row, and the focus would go with it.
      panel.current?.focus();
      router.refresh();
    });
  }

  return (
    <div ref={panel} tabIndex={-1}>
      <Panel
        title="Sessions"
        meta={`${sessions.length} open`}
        actions={
          sessions.length > 1 && (
            <Button
              icon={<LogOut />}
              pending={ending && target === "others"}
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
        {error && (
          <PanelBody>
            <FieldError>
              {sentence(error.message)} {error.fix}
            </FieldError>
          </PanelBody>
        )}
        <DataTable caption="Your sessions">
          <TableHead>
            <HeaderCell>Browser</HeaderCell>
            <HeaderCell>From</HeaderCell>
            <HeaderCell wideOnly>Signed in</HeaderCell>
            <HeaderCell wideOnly>Last seen</HeaderCell>
            <HeaderCell align="right">
              <span className="sr-only">Action</span>
            </HeaderCell>
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
                      pending={ending && target === id}
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
