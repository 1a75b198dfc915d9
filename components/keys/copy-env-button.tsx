"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { writeClipboard } from "@/components/ui/clipboard";
import { plural } from "@/components/ui/format";
import { envLines } from "@/lib/keys/env-lines";

const WORDS = {
  copied: { icon: <Check className="text-ok-ink!" />, text: "Copied" },
  failed: { icon: <TriangleAlert className="text-bad-ink!" />, text: "Could not copy" },
  ready: { icon: <Copy />, text: "Copy as .env" },
};

/** How long the word stays. */
const WORD_MS = 1500;

/** Copies the values as lines that can be pasted into an `.env` file. */
export function CopyEnvButton({ values }: { readonly values: Readonly<Record<string, string>> }) {
  const [result, setResult] = useState<keyof typeof WORDS>("ready");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (result === "ready") return;
    const timer = setTimeout(() => setResult("ready"), WORD_MS);
    return () => clearTimeout(timer);
  }, [result]);

  async function copy() {
    if (button.current === null) return;
    setResult((await writeClipboard(envLines(values), button.current)) ? "copied" : "failed");
  }

  return (
    <>
      <Button ref={button} size="small" icon={WORDS[result].icon} onClick={copy}>
        {WORDS[result].text}
      </Button>
      <span role="status" className="sr-only">
        {result === "copied" && `Copied ${plural(Object.keys(values).length, "line")} for .env`}
      </span>
    </>
  );
}
