"use client";

import { usePathname } from "next/navigation";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { useHost, usePageNowMs } from "@/components/live/live-hooks";
import { ButtonLink } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";

type EngineBannerProps = {
  /** A silent engine is said on every page, one that is switched off where it is missed. */
  readonly when: "unreachable" | "off";
  readonly className?: string;
};

/** Above what the engine would tell, while it does not: what is so, since when, what still works. */
export function EngineBanner({ when, className }: EngineBannerProps) {
  const { engine } = useHost();
  const nowMs = usePageNowMs();
  // The engine's own page says more than this.
  const isThere = usePathname() === "/engine";
  if (engine.state !== when || isThere) return null;
  const off = engine.state === "off";
  const name = engine.name ?? "The Docker engine";
  return (
    <Banner
      state={off ? "unknown" : "failed"}
      title={off ? "There is no Docker engine." : `${name} does not answer.`}
      className={className}
      actions={
        <ButtonLink href="/engine" size="small">
          What to do
        </ButtonLink>
      }
    >
      {sentence(engine.reason)}{" "}
      {off
        ? "Stacks can be defined and their files downloaded, but not deployed."
        : "Your stacks may well be running; what you see is what was known last."}
      {engine.observedAt !== null && (
        <>
          {" "}
          Last seen <RelativeTime atMs={Date.parse(engine.observedAt)} nowMs={nowMs} />.
        </>
      )}
    </Banner>
  );
}
