"use client";

import { ArrowDownToLine, ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { plural } from "@/components/ui/format";
import type { OutputLine } from "@/lib/api/contract/job-views";

/** Raw output of a job at the foot of the page; follows the end until somebody scrolls up. */
export function OutputDrawer({ lines }: { readonly lines: readonly OutputLine[] }) {
  const [open, setOpen] = useState<boolean | null>(null);
  const [following, setFollowing] = useState(true);
  const box = useRef<HTMLPreElement>(null);
  // Open where there is room. Styles say so until the scripts do, so that nothing jumps.
  useEffect(() => setOpen((chosen) => chosen ?? matchMedia("(width > 1000px)").matches), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line moves the end
  useEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, following, open]);
  const text = lines.map(lineText).join("\n");
  return (
    <section
      aria-label="Raw output"
      className="sticky bottom-0 z-[4] mt-auto border-t border-line-strong bg-inset max-wide:bottom-14"
    >
      <div className="flex h-9 items-center gap-2 border-b border-line bg-canvas px-6 max-wide:px-4">
        <button
          type="button"
          className="flex items-center gap-2 font-medium"
          aria-expanded={open ?? true}
          aria-controls="raw-output"
          onClick={() => setOpen(open === false)}
        >
          {open !== false ? (
            <ChevronDown className="icon-sm" aria-hidden="true" />
          ) : (
            <ChevronUp className="icon-sm" aria-hidden="true" />
          )}
          Raw output
        </button>
        <span className="text-xs text-ink-3">{plural(lines.length, "line")}</span>
        <span className="ml-auto flex items-center gap-1.5">
          <Chip pressed={following} icon={<ArrowDownToLine />} onClick={() => setFollowing(!following)}>
            {following ? "Following" : "Follow"}
          </Chip>
          <CopyButton label="Copy raw output" value={text} />
        </span>
      </div>
      {open !== false && (
        <pre
          id="raw-output"
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          role="log"
          aria-label="Lines of raw output"
          className={classNames(
            "code-block h-[152px] overflow-auto px-6 py-2 max-wide:h-24 max-wide:px-4",
            open === null && "max-wide:hidden",
          )}
          onScroll={(event) => {
            const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
            setFollowing(scrollHeight - scrollTop - clientHeight < 24);
          }}
        >
          {lines.length === 0 ? <span className="text-ink-3">Nothing yet.</span> : text}
        </pre>
      )}
    </section>
  );
}

function lineText(line: OutputLine): string {
  return `${line.at.slice(11, 23)}  ${line.step.padEnd(9)} ${line.source.padEnd(12)} ${line.text}`;
}
