"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { writeClipboard } from "@/components/ui/clipboard";
import { IconButton } from "@/components/ui/icon-button";

/** How long the tick stays. */
const tickMs = 1500;

export interface CopyButtonProps {
  /** What is copied, in words: "API URL" gives "Copy API URL" and "Copied API URL". */
  readonly label: string;
  /** The text, or how to fetch it: a secret is asked for at the click and never in the page before. */
  readonly value: string | (() => Promise<string>);
  readonly onFailure?: (error: unknown) => void;
}

/** Copies with one click, over plain http too. The result is announced politely. */
export function CopyButton({ label, value, onFailure }: CopyButtonProps) {
  const [result, setResult] = useState<"copied" | "failed" | undefined>(undefined);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(undefined), result === "copied" ? tickMs : 3 * tickMs);
    return () => clearTimeout(timer);
  }, [result]);

  async function copy() {
    const near = button.current;
    if (!near) return;
    try {
      const text = typeof value === "string" ? value : await value();
      setResult((await writeClipboard(text, near)) ? "copied" : "failed");
    } catch (error) {
      setResult("failed");
      onFailure?.(error);
    }
  }

  return (
    <>
      <IconButton
        ref={button}
        label={`Copy ${label}`}
        onClick={copy}
        icon={
          result === "copied" ? (
            <Check className="text-ok-ink!" />
          ) : result === "failed" ? (
            <TriangleAlert className="text-bad-ink!" />
          ) : (
            <Copy />
          )
        }
      />
      <span role="status" className="sr-only">
        {result === "copied" && `Copied ${label}`}
        {result === "failed" && `Could not copy ${label}`}
      </span>
    </>
  );
}
