"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useProof } from "@/components/account/proof-provider";
import { fetchFile, saveFile } from "@/components/feedback/fetch-file";
import { Refusal } from "@/components/feedback/refusal";
import { Button } from "@/components/ui/button";
import type { ErrorView } from "@/lib/api/contract/views";

export interface DownloadButtonProps {
  readonly href: string;
  readonly fileName: string;
  readonly label: string;
}

/** Saves a file that takes a fresh proof. */
export function DownloadButton({ href, fileName, label }: DownloadButtonProps) {
  const proven = useProof();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);

  async function save(): Promise<void> {
    setPending(true);
    setRefusal(null);
    const state = await proven(() => fetchFile(href));
    setPending(false);
    if (state.status === "failed") setRefusal(state.error);
    if (state.status === "done") saveFile(state.value, fileName);
  }

  return (
    <span className="ml-auto grid justify-items-end">
      <Button icon={<Download />} pending={pending} onClick={save}>
        {label}
      </Button>
      <Refusal error={refusal} />
    </span>
  );
}
