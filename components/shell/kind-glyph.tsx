import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** Our own line glyphs in a 20 px box: never a product's logo. A kind without one gets that of a compose file. */
const compose = (
  <>
    <rect x="3" y="3" width="14" height="3.9" rx="1.3" />
    <rect x="3" y="8.05" width="14" height="3.9" rx="1.3" />
    <rect x="3" y="13.1" width="8.5" height="3.9" rx="1.3" />
  </>
);

const glyphs: ReadonlyMap<string, ReactNode> = new Map([
  ["compose", compose],
  [
    "directus",
    <>
      <rect x="3" y="3.4" width="14" height="13.2" rx="2.2" />
      <path d="M3 7.6h14M8 7.6v9M10.8 10.6h3.6M10.8 13.4h2.4" />
    </>,
  ],
  [
    "supabase",
    <>
      <ellipse cx="10" cy="5" rx="6.2" ry="2.4" />
      <path d="M3.8 5v10c0 1.3 2.8 2.4 6.2 2.4s6.2-1.1 6.2-2.4V5" />
      <path d="M3.8 10c0 1.3 2.8 2.4 6.2 2.4s6.2-1.1 6.2-2.4" />
    </>,
  ],
  [
    "spacetimedb",
    <>
      <circle cx="10" cy="10" r="4.2" />
      <path d="M10 7.6V10l1.6 1.1" />
      <path d="M3.1 13.2C1.9 14.9 1.5 16.3 2.2 17c1.5 1.5 6.2-.8 10.6-5.2s6.7-9.1 5.2-10.6c-.7-.7-2.1-.3-3.9.9" />
    </>,
  ],
]);

export interface KindGlyphProps {
  /** The kind's id. */
  readonly kind: string;
  readonly size?: number;
}

export function KindGlyph({ kind, size = 18 }: KindGlyphProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="flex-none"
    >
      {glyphs.get(kind) ?? compose}
    </svg>
  );
}

export interface GlyphTileProps {
  readonly kind: string;
  readonly small?: boolean;
}

/** The glyph in its frame; in the accent while the radio card around it is chosen. */
export function GlyphTile({ kind, small = false }: GlyphTileProps) {
  return (
    <span
      className={classNames(
        "grid flex-none place-items-center border border-line bg-inset text-ink-2 group-has-checked:border-transparent group-has-checked:bg-accent-tint group-has-checked:text-accent-ink",
        small ? "size-[22px] rounded-[5px]" : "size-8 rounded-[7px]",
      )}
    >
      <KindGlyph kind={kind} size={small ? 14 : 18} />
    </span>
  );
}
