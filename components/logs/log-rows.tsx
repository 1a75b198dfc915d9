"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { LogRow } from "@/components/logs/log-buffer";
import { LogLineRow, serviceColors } from "@/components/logs/log-line-row";

const ROW_PX = 20;

type LogRowsProps = {
  readonly rows: readonly LogRow[];
  readonly services: readonly string[];
  readonly single: boolean;
  readonly wrap: boolean;
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
};

/** The rows that fit the window, of however many; scrolling up stops following. */
export function LogRows({ rows, services, single, wrap, following, onFollowing }: LogRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 30,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new row moves the end
  useEffect(() => {
    if (following && rows.length > 0) list.scrollToIndex(rows.length - 1, { align: "end" });
  }, [rows, following, wrap]);

  const lastTop = useRef(0);
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log lines"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-inset py-2 font-mono text-xs leading-5 tracking-[-0.01em] scrollbar-thin"
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        const atEnd = scrollHeight - scrollTop - clientHeight < ROW_PX * 2;
        if (scrollTop < lastTop.current - 2 && !atEnd) onFollowing(false);
        else if (atEnd) onFollowing(true);
        lastTop.current = scrollTop;
      }}
    >
      <div className="relative w-max min-w-full" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const hue = Math.max(0, services.indexOf(row.service)) % serviceColors.length;
          return (
            <div
              key={item.key}
              data-index={item.index}
              ref={list.measureElement}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogLineRow row={row} color={serviceColors[hue] ?? "text-ink-2"} single={single} wrap={wrap} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
