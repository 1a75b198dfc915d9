"use client";

import { ArrowLeft, Download, Trash2, Upload } from "lucide-react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { fetchFile, saveFile } from "@/components/feedback/fetch-file";
import { Refusal } from "@/components/feedback/refusal";
import type { FunctionActions } from "@/components/functions/function-actions";
import { RestartButton } from "@/components/functions/restart-button";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Tag } from "@/components/ui/tag";
import type { FunctionView } from "@/lib/api/contract/functions";

export interface FunctionBarProps {
  readonly stack: { readonly id: string; readonly name: string };
  readonly one: FunctionView;
  readonly restart: FunctionActions["restart"];
  readonly onReplace: () => void;
  readonly onDelete: () => void;
}

/** Name and address of a function, and what can be done with the whole of it. */
export function FunctionBar({ stack, one, restart, onReplace, onDelete }: FunctionBarProps) {
  const { act, pending, refusal } = useProvenAction();
  const { name, url, isProtected, service } = one;
  const download = () =>
    act({
      run: () => fetchFile(`/api/download/stacks/${encodeURIComponent(stack.name)}/functions/${name}`),
      onDone: (file) => saveFile(file, `${name}.tar.gz`),
    });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-6 py-2 max-wide:px-4">
      <ButtonLink variant="quiet" href={`/stacks/${stack.name}/functions`} icon={<ArrowLeft />}>
        Functions
      </ButtonLink>
      <h2 className="mono font-semibold break-all">{name}</h2>
      {isProtected && <Tag>the service's own: read only</Tag>}
      {!isProtected && url === null && <Tag>shared code</Tag>}
      {url !== null && (
        <span className="flex min-w-0 items-center gap-1">
          <span className="mono-xs break-all text-ink-2">{url}</span>
          <CopyButton label={`the address of ${name}`} value={url} />
        </span>
      )}
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <RestartButton stack={stack.id} service={service.name} restart={restart} />
        <Button icon={<Download />} pending={pending} onClick={download}>
          Download
        </Button>
        {!isProtected && (
          <>
            <Button icon={<Upload />} onClick={onReplace}>
              Replace
            </Button>
            <Button icon={<Trash2 />} onClick={onDelete}>
              Delete
            </Button>
          </>
        )}
      </span>
      <Refusal error={refusal} />
    </div>
  );
}
