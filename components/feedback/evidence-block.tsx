import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import { plural } from "@/components/ui/format";

/** More than this is no longer evidence but a log. */
const shownLines = 5;

export interface EvidenceLine {
  /** Who said it, as a service's name. */
  readonly source?: string;
  /** Clock time as text. */
  readonly time?: string;
  readonly text: string;
  /** The part of the text that gives the cause away. */
  readonly culprit?: string;
}

export interface EvidenceBlockProps {
  readonly lines: readonly EvidenceLine[];
  /** How many lines there were in all. */
  readonly total?: number;
  readonly logsHref?: string;
}

function asText(line: EvidenceLine): string {
  return [line.source, line.time, line.text].filter(Boolean).join(" ");
}

/** The lines that show the cause, as they were written. Redact before they come here. */
export function EvidenceBlock({ lines, total, logsHref }: EvidenceBlockProps) {
  const shown = lines.slice(0, shownLines);
  const sourceWidth = Math.max(...shown.map((line) => line.source?.length ?? 0));
  const all = total ?? lines.length;
  return (
    <div className="overflow-hidden rounded-md border border-line bg-inset">
      <div className="flex min-h-[30px] items-center gap-2 border-b border-line pr-1 pl-3 text-xs text-ink-3">
        <span>{all > shown.length ? `Evidence, ${shown.length} of ${plural(all, "line")}` : "Evidence"}</span>
        <span className="ml-auto flex items-center gap-2">
          {logsHref && (
            <Link href={logsHref} className="link">
              Open in Logs
            </Link>
          )}
          <CopyButton label="evidence" value={lines.map(asText).join("\n")} />
        </span>
      </div>
      <figure
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Evidence lines"
        className="overflow-x-auto px-3 py-2 text-ink-2 scrollbar-thin focus-visible:-outline-offset-2"
      >
        <pre className="code-block">
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have a place and may repeat
            <span key={index} className="block">
              {sourceWidth > 0 && (
                <span className="text-ink-3">{(line.source ?? "").padEnd(sourceWidth)} </span>
              )}
              {line.time && <span className="text-ink-3">{line.time} </span>}
              <Text line={line} />
              {"\n"}
            </span>
          ))}
        </pre>
      </figure>
    </div>
  );
}

function Text({ line }: { readonly line: EvidenceLine }) {
  const at = line.culprit ? line.text.indexOf(line.culprit) : -1;
  if (!line.culprit || at < 0) return line.text;
  return (
    <>
      {line.text.slice(0, at)}
      <span className="text-bad-ink">{line.culprit}</span>
      {line.text.slice(at + line.culprit.length)}
    </>
  );
}
