import type { ReactNode } from "react";

export type DrawingName = "slipway" | "harbor" | "logbook";

const ground = "M4 58h14M26 58h22M56 58h20M84 58h16M110 58c6-3 10-3 16 0s10 3 16 0 10-3 16 0";
const accent = { stroke: "var(--color-accent-ink)", strokeDasharray: "3 4" } as const;

const drawings: Record<DrawingName, ReactNode> = {
  // the cradle without its hull: no stack yet
  slipway: (
    <>
      <path d="M8 30 160 52" />
      <path d="M24 33v20M52 37v16M80 41v12M108 45v8" />
      <path d={ground} />
      <path {...accent} d="m38 12 74 10.7c-1.5 9-9.5 15-19 13.6L56 31C46.5 29.6 39.3 21.5 38 12z" />
    </>
  ),
  // bollards and quiet water: nothing is going on
  harbor: (
    <>
      <path d="M8 44h64v14M20 44v14M44 44v14" />
      <path d="M28 44V32h16v12M25 32h22" />
      <path d="M84 50c6-3 10-3 16 0s10 3 16 0 10-3 16 0 10 3 16 0M92 58c6-3 10-3 16 0s10 3 16 0 10-3 16 0 10 3 16 0" />
      <path {...accent} d="M44 36c22 14 52 12 72-8" />
    </>
  ),
  // an open page with lines still to be written: no lines, no entries
  logbook: (
    <>
      <path d="M84 18c-12-6-30-7-46-4v38c16-3 34-2 46 4 12-6 30-7 46-4V14c-16-3-34-2-46 4zM84 18v38" />
      <path d="M48 24c9-1 18-.5 26 2M48 32c9-1 18-.5 26 2" />
      <path
        {...accent}
        d="M48 40c9-1 18-.5 26 2M94 26c8-2.500 17-3 26-2M94 34c8-2.500 17-3 26-2M94 42c8-2.500 17-3 26-2"
      />
    </>
  ),
};

/** A line drawing for an empty place, 168 x 64. */
export function Drawing({ name }: { readonly name: DrawingName }) {
  return (
    <svg
      width="168"
      height="64"
      viewBox="0 0 168 64"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="mb-4 text-ink-4"
    >
      {drawings[name]}
    </svg>
  );
}
