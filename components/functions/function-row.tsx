import { Download, Trash2 } from "lucide-react";
import Link from "next/link";
import { OperatorOnly } from "@/components/account/role-context";
import { CopyButton } from "@/components/ui/copy-button";
import { Cell, TableRow } from "@/components/ui/data-table";
import { formatBytes } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { FunctionSummaryView } from "@/lib/api/contract/functions";

export interface FunctionRowProps {
  readonly one: FunctionSummaryView;
  /** Of its page; null for whoever may not read its files. */
  readonly href: string | null;
  readonly nowMs: number;
  readonly isPending: boolean;
  readonly onDownload: () => void;
  readonly onDelete: () => void;
}

export function FunctionRow({ one, href, nowMs, isPending, onDownload, onDelete }: FunctionRowProps) {
  const { name, url, isProtected, fileCount, sizeBytes, changedAt } = one;
  return (
    <TableRow>
      <Cell>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {href === null ? (
            <span className="mono break-all">{name}</span>
          ) : (
            <Link href={href} className="mono font-medium break-all hover:underline">
              {name}
            </Link>
          )}
          {isProtected && <Tag>the service's own</Tag>}
          {!isProtected && url === null && <Tag>shared code</Tag>}
        </span>
        {url !== null && <Address url={url} name={name} className="wide:hidden" />}
      </Cell>
      <Cell wideOnly>{url !== null && <Address url={url} name={name} className="" />}</Cell>
      <Cell wideOnly align="right" className="whitespace-nowrap text-ink-2">
        {fileCount}, {formatBytes(sizeBytes)}
      </Cell>
      <Cell wideOnly className="whitespace-nowrap text-ink-2">
        {changedAt !== null && <RelativeTime atMs={Date.parse(changedAt)} nowMs={nowMs} />}
      </Cell>
      <Cell align="right">
        <OperatorOnly>
          <span className="inline-flex items-center gap-1">
            <IconButton
              label={`Download ${name}`}
              icon={<Download />}
              disabled={isPending}
              onClick={onDownload}
            />
            {!isProtected && <IconButton label={`Delete ${name}`} icon={<Trash2 />} onClick={onDelete} />}
          </span>
        </OperatorOnly>
      </Cell>
    </TableRow>
  );
}

function Address({
  url,
  name,
  className,
}: {
  readonly url: string;
  readonly name: string;
  readonly className: string;
}) {
  return (
    <span className={`flex items-center gap-1 ${className}`}>
      <span className="mono-xs break-all text-ink-2">{url}</span>
      <CopyButton label={`the address of ${name}`} value={url} />
    </span>
  );
}
