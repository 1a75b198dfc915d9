import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export type TagTone = "neutral" | "accent" | "ok" | "warn" | "bad";

const tones: Record<TagTone, string> = {
  neutral: "bg-idle-tint text-ink-2",
  accent: "bg-accent-tint text-accent-ink",
  ok: "bg-ok-tint text-ok-ink",
  warn: "bg-warn-tint text-warn-ink",
  bad: "bg-bad-tint text-bad-ink",
};

/** A short remark at a value: an exposure, a newer version. Never a state, which `StateBadge` draws. */
export function Tag({
  tone = "neutral",
  children,
}: {
  readonly tone?: TagTone;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-[18px] items-center rounded-xs px-1.5 font-sans text-2xs leading-none tracking-normal whitespace-nowrap",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
