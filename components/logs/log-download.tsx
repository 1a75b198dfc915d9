"use client";

import { ChevronDown, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";

export type LogDownloadProps = {
  readonly stackName: string;
  /** Null: all. */
  readonly services: readonly string[] | null;
};

/** The stored log as a file: with what orders the lines of several services, or fit for a program that reads them. */
export function LogDownload({ stackName, services }: LogDownloadProps) {
  const hrefOf = (form: "stamped" | "plain") => {
    const query = new URLSearchParams({ form, ...(services !== null && { services: services.join(",") }) });
    return `/api/download/stacks/${encodeURIComponent(stackName)}/logs?${query}`;
  };
  return (
    <Menu
      label="Download the log"
      trigger={
        <Button variant="secondary" size="control" icon={<Download />} iconAfter={<ChevronDown />}>
          <span className="max-wide:sr-only">Download</span>
        </Button>
      }
      entries={[
        { type: "download", label: "With time, service and stream", href: hrefOf("stamped") },
        { type: "download", label: "Lines as they were written", href: hrefOf("plain") },
      ]}
    />
  );
}
