"use client";

import { useState } from "react";
import type { ApiOperation } from "@/components/api/api-operations";
import { CodeView } from "@/components/ui/code-view";
import { CopyButton } from "@/components/ui/copy-button";
import { Tag } from "@/components/ui/tag";

/** One call: its line, and when it is opened what it takes and answers. Most are never opened, so they are drawn then. */
export function OperationRow({ operation }: { readonly operation: ApiOperation }) {
  const { id, method, path, summary, who, scope, query, body, answer, curl } = operation;
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer px-3.5 py-2 focus-visible:-outline-offset-2">
        <span className="mono-xs inline-block w-14 font-medium">{method}</span>
        <code className="mono-xs [overflow-wrap:anywhere]">{path}</code>{" "}
        <Tag tone={scope === null ? "neutral" : "accent"}>{scope ?? "no token"}</Tag>
        <span className="mt-0.5 block text-xs text-ink-3">{summary}</span>
      </summary>
      {open && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line px-3.5 py-3">
          <p className="text-xs">
            <span className="text-ink-3">Who may: </span>
            {who}
          </p>
          {curl !== null && (
            <div className="flex items-start gap-2">
              <div className="min-w-0 flex-1">
                <Part title="Example" label={`Example of ${id}`} text={curl} />
              </div>
              <CopyButton label={`example of ${id}`} value={curl} />
            </div>
          )}
          {query !== null && <Part title="Query" label={`Query of ${id}`} text={query} />}
          {body !== null && <Part title="Body" label={`Body of ${id}`} text={body} />}
          <Part title="Answer" label={`Answer of ${id}`} text={answer} />
        </div>
      )}
    </details>
  );
}

function Part({
  title,
  label,
  text,
}: {
  readonly title: string;
  readonly label: string;
  readonly text: string;
}) {
  return (
    <div>
      <p className="mb-1 text-xs text-ink-3">{title}</p>
      <CodeView
        label={label}
        text={text}
        language="text"
        className="max-h-72 rounded-md border border-line"
      />
    </div>
  );
}
