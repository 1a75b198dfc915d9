import { type AnsiStyle, parseAnsi } from "@/components/logs/ansi";
import type { LogRow } from "@/components/logs/log-buffer";
import { classNames } from "@/components/ui/class-names";

/** One of eight hues, stable for a service by its place in the stack. */
export const serviceColors = [
  "text-svc-1",
  "text-svc-2",
  "text-svc-3",
  "text-svc-4",
  "text-svc-5",
  "text-svc-6",
  "text-svc-7",
  "text-svc-8",
] as const;

/** The sixteen colours of a terminal in the panel's own tokens; black and white are the text's own colour. */
const ansiColors: Record<number, string> = {
  1: "text-bad-ink",
  2: "text-ok-ink",
  3: "text-warn-ink",
  4: "text-svc-1",
  5: "text-svc-5",
  6: "text-accent-ink",
  8: "text-ink-3",
  9: "text-bad-ink",
  10: "text-ok-ink",
  11: "text-warn-ink",
  12: "text-svc-1",
  13: "text-svc-5",
  14: "text-accent-ink",
};

function styleClass(style: AnsiStyle): string {
  return classNames(
    style.color !== null && ansiColors[style.color],
    style.bold && "font-semibold",
    style.dim && "text-ink-3",
    style.italic && "italic",
    style.underline && "underline",
  );
}

const edges = {
  error: "border-bad-solid bg-bad-tint",
  warn: "border-warn-solid",
  info: "border-transparent",
} as const;

type LogLineRowProps = {
  readonly row: LogRow;
  readonly color: string;
  /** One service alone is shown: its name is not repeated. */
  readonly single: boolean;
  readonly wrap: boolean;
};

/** Time, service, stream and message; a marker cuts through. */
export function LogLineRow({ row, color, single, wrap }: LogLineRowProps) {
  if (row.type === "marker") {
    return (
      <div className="flex items-center gap-2 px-4 py-1 font-sans text-xs text-ink-3">
        <span className="h-px flex-1 bg-line" />
        {row.at.slice(11, 19)} {row.service} {row.text}
        <span className="h-px flex-1 bg-line" />
      </div>
    );
  }
  return (
    <div
      className={classNames(
        "flex min-h-5 gap-3 border-l-2 pr-4 pl-3.5 max-wide:flex-wrap max-wide:gap-x-2 max-wide:gap-y-0 max-wide:pb-1",
        edges[row.level],
      )}
    >
      <span className="flex-none text-ink-3 select-none" title={row.at}>
        {row.at.slice(11, 23)}
      </span>
      {!single && (
        <span className={classNames("w-[92px] flex-none truncate max-wide:w-auto", color)}>
          {row.service}
        </span>
      )}
      <span className="w-7 flex-none text-ink-3 select-none" title={row.stream}>
        {row.stream === "stderr" ? "err" : "out"}
      </span>
      <span
        className={classNames(
          "min-w-0 max-wide:w-full",
          wrap ? "break-words whitespace-pre-wrap" : "whitespace-pre",
        )}
      >
        {parseAnsi(row.text).map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the spans of a line never change
          <span key={index} className={styleClass(span.style)}>
            {span.text}
          </span>
        ))}
      </span>
    </div>
  );
}
