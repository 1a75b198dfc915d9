import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { GlyphTile } from "@/components/shell/kind-glyph";
import { formatBytes } from "@/components/ui/format";

/** What can be deployed, as the first page needs to know it. */
export interface KindChoice {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Estimate for a stack as it comes. */
  readonly memoryBytes: number;
}

/** Every kind alike: which one somebody came for is not ours to guess. */
export function KindChoices({ kinds }: { readonly kinds: readonly KindChoice[] }) {
  return (
    <ul className="grid w-[760px] max-w-full grid-cols-3 gap-2.5 text-left max-wide:grid-cols-1">
      {kinds.map(({ id, title, summary, memoryBytes }) => (
        <li key={id}>
          <Link
            href={`/new?kind=${id}`}
            className="group flex h-full items-start gap-3 rounded-lg border border-line bg-surface p-3.5 hover:border-accent hover:bg-hover"
          >
            <GlyphTile kind={id} />
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-1.5 leading-[18px] font-semibold">
                <span>
                  <span className="sr-only">New </span>
                  {title}
                  <span className="sr-only"> stack</span>
                </span>
                <ArrowRight
                  aria-hidden="true"
                  className="icon-sm ml-auto text-ink-3 group-hover:text-accent-ink"
                />
              </span>
              <span className="mt-0.5 block text-xs text-ink-2">{summary}</span>
              <span className="mt-2 block text-xs text-ink-3">
                About {formatBytes(memoryBytes)} of memory
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
