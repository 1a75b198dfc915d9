import { classNames } from "@/components/ui/class-names";
import { type CodeLanguage, type CodeTokenType, tokenizeLine } from "@/components/ui/code-tokens";

const tokenClasses: Record<CodeTokenType, string | undefined> = {
  key: "text-code-key",
  string: "text-code-string",
  number: "text-code-number",
  comment: "text-code-comment",
  mask: "text-ink-3 tracking-[0.04em]",
  plain: undefined,
};

export interface CodeViewProps {
  /** The accessible name, as "compose.yaml". */
  readonly label: string;
  readonly text: string;
  readonly language: CodeLanguage;
  readonly lineNumbers?: boolean;
  /** Number of the first line, where `text` is a part of a file. */
  readonly firstLine?: number;
  /** Lines (by number) on the accent's tint: what just changed. */
  readonly highlighted?: readonly number[];
  /** Wrap long lines instead of scrolling sideways. */
  readonly wrap?: boolean;
  readonly className?: string;
}

/** A file or snippet, read only. Everything is text: nothing in it can become markup. */
export function CodeView(props: CodeViewProps) {
  const { label, text, language, lineNumbers = false, firstLine = 1, highlighted = [], wrap = false } = props;
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <figure
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={classNames(
        "overflow-auto bg-inset py-2.5 scrollbar-thin focus-visible:-outline-offset-2",
        props.className,
      )}
    >
      <pre className="code-block w-max min-w-full">
        {lines.map((line, index) => {
          const number = firstLine + index;
          return (
            <span
              key={number}
              className={classNames(
                "block pr-3.5",
                wrap && "break-all whitespace-pre-wrap",
                lineNumbers ? "" : "pl-3.5",
                highlighted.includes(number) && "bg-accent-tint",
              )}
            >
              {lineNumbers && (
                <span aria-hidden="true" className="inline-block w-11 pr-4 text-right text-ink-3 select-none">
                  {number}
                </span>
              )}
              {tokenizeLine(line, language).map((token, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line have a place and nothing else
                <span key={position} className={tokenClasses[token.type]}>
                  {token.text}
                </span>
              ))}
              {"\n"}
            </span>
          );
        })}
      </pre>
    </figure>
  );
}
