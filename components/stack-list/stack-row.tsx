"use client";

import Link from "next/link";
import { GlyphTile } from "@/components/shell/kind-glyph";
import { serviceCounts } from "@/components/stack-list/service-counts";
import { StackAddress } from "@/components/stack-list/stack-address";
import { StackFigures } from "@/components/stack-list/stack-figures";
import { StackMenu } from "@/components/stack-list/stack-menu";
import type { StackCommand } from "@/components/stack-list/stack-verbs";
import { ServiceStrip } from "@/components/state/service-strip";
import { StateBadge } from "@/components/state/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StackView } from "@/lib/api/contract/stack-views";

/** Shared with the list's head, so that the columns stand under their names. */
export const STACK_COLUMNS =
  "grid grid-cols-[32px_minmax(150px,1.05fr)_minmax(190px,1.45fr)_124px_200px_minmax(120px,0.9fr)_28px] gap-4 @max-[1010px]:grid-cols-[32px_minmax(120px,1fr)_minmax(180px,1.5fr)_112px_176px_28px] @max-[1010px]:gap-3.5";

export interface StackRowProps {
  readonly stack: StackView;
  readonly kindTitle: string;
  readonly nowMs: number;
  readonly pending: boolean;
  readonly onCommand: (command: StackCommand) => void;
}

export function StackRow({ stack, kindTitle, nowMs, pending, onCommand }: StackRowProps) {
  const href = `/stacks/${encodeURIComponent(stack.name)}`;
  return (
    <li
      className={`${STACK_COLUMNS} items-center border-b border-line py-[11px] pr-2.5 pl-3.5 last:border-b-0 hover:bg-hover max-wide:grid-cols-[32px_minmax(0,1fr)_auto]! max-wide:gap-x-3! max-wide:gap-y-2! max-wide:py-3 max-wide:pr-3.5`}
    >
      <GlyphTile kind={stack.kind} />
      <div className="min-w-0">
        <Link
          href={href}
          prefetch={false}
          className="block truncate text-base font-semibold tracking-[-0.008em]"
        >
          {stack.name}
        </Link>
        <div className="truncate text-xs text-ink-3">
          {kindTitle} {stack.version}
        </div>
      </div>
      <div className="min-w-0 max-wide:contents">
        <span className="max-wide:col-start-3 max-wide:row-start-1 max-wide:self-start max-wide:justify-self-end">
          <StateBadge state={stack.state} />
        </span>
        <p className="mt-[3px] text-xs text-ink-2 [overflow-wrap:anywhere] max-wide:col-span-full max-wide:row-start-2 max-wide:m-0 max-wide:text-sm max-wide:leading-[18px]">
          <Reason stack={stack} nowMs={nowMs} />
        </p>
      </div>
      <div className="max-wide:col-span-2 max-wide:col-start-1 max-wide:row-start-3 max-wide:flex max-wide:items-center max-wide:gap-2">
        <ServiceStrip services={stack.services} />
        <div className="text-xs text-ink-3">{serviceCounts(stack)}</div>
      </div>
      <StackFigures stack={stack} pending={pending} onCommand={onCommand} />
      <StackAddress stack={stack} nowMs={nowMs} />
      <span className="max-wide:hidden">
        <StackMenu stack={stack} href={href} onCommand={onCommand} />
      </span>
    </li>
  );
}

/** Why the state is what it is, and how old the proof. */
function Reason({ stack, nowMs }: Pick<StackRowProps, "stack" | "nowMs">) {
  const { probes, reason, state } = stack;
  if (state !== "running" || probes === null || probes.total === 0) return reason;
  return (
    <>
      {probes.passed} of {probes.total} {probes.total === 1 ? "probe" : "probes"} passed{" "}
      <RelativeTime atMs={Date.parse(probes.at)} nowMs={nowMs} />
    </>
  );
}
