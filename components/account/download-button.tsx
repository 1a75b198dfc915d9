"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useProofFirst } from "@/components/account/proof-provider";
import { followDownload } from "@/components/feedback/follow-download";
import { Refusal } from "@/components/feedback/refusal";
import { Button } from "@/components/ui/button";
import type { ErrorView } from "@/lib/api/contract/views";

export interface DownloadButtonProps {
  /** Answers with a file, which it names. */
  readonly href: string;
  readonly label: string;
  /** What assistive technology calls it where the label alone says too little; the label is part of it. */
  readonly accessibleName?: string;
}

/** Saves a file that takes a fresh proof. The browser writes it as it comes: it may be larger than a page should hold. */
export function DownloadButton({ href, label, accessibleName }: DownloadButtonProps) {
  const proofFirst = useProofFirst();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);

  async function save(): Promise<void> {
    setPending(true);
    setRefusal(null);
    const state = await proofFirst();
    setPending(false);
    if (state.status === "failed") setRefusal(state.error);
    if (state.status === "done") followDownload(href);
  }

  return (
    <span className="ml-auto grid justify-items-end">
      <Button icon={<Download />} aria-label={accessibleName} pending={pending} onClick={save}>
        {label}
      </Button>
      <Refusal error={refusal} />
    </span>
  );
}
