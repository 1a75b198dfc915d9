"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Refusal } from "@/components/feedback/refusal";
import { Kbd } from "@/components/ui/kbd";
import { pageNonce } from "@/components/ui/page-nonce";

export interface CodeEditorProps {
  readonly path: string;
  /** What it begins with; another text takes another `key`. */
  readonly first: string;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** A file in an editor that is loaded when it is there to be seen. */
export function CodeEditor({ path, first, readOnly, onChange, onSave }: CodeEditorProps) {
  const [text] = useState(first);
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ onChange, onSave });
  const describedBy = useId();
  const [state, setState] = useState<"loading" | "open" | "failed">("loading");
  useEffect(() => {
    latest.current = { onChange, onSave };
  });
  useEffect(() => {
    let isGone = false;
    let close = () => {};
    import("@/components/functions/open-editor")
      .then(({ openEditor }) => {
        if (isGone || place.current === null) return;
        close = openEditor({
          ...{ parent: place.current, path, text, readOnly, describedBy, nonce: pageNonce() },
          label: readOnly ? `${path}, read only` : `Text of ${path}`,
          onChange: (changed) => latest.current.onChange(changed),
          onSave: () => latest.current.onSave(),
        });
        setState("open");
      })
      .catch((error: unknown) => {
        console.error(error);
        setState("failed");
      });
    return () => {
      isGone = true;
      close();
    };
  }, [path, text, readOnly, describedBy]);

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <p id={describedBy} className="border-b border-line px-3.5 py-1.5 text-xs text-ink-3">
        {readOnly ? (
          "This file is read only."
        ) : (
          <>
            <Kbd>Tab</Kbd> indents. To leave the editor by keyboard, press <Kbd>Esc</Kbd>, then <Kbd>Tab</Kbd>
            .
          </>
        )}
      </p>
      {state === "loading" && <p className="px-3.5 py-2.5 text-ink-3">Loading the editor</p>}
      {state === "failed" && (
        <div className="px-3.5 py-2.5">
          <Refusal error={EDITOR_MISSING} />
        </div>
      )}
      <div ref={place} className="min-h-0 min-w-0 flex-1 overflow-hidden" />
    </div>
  );
}

const EDITOR_MISSING = {
  code: "worker-unreachable",
  message: "The editor could not be loaded",
  fix: "Reload the page. Nothing of the file was changed.",
} as const;
