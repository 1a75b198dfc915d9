"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { DeleteFunctionDialog } from "@/components/functions/delete-function-dialog";
import { FileEditor } from "@/components/functions/file-editor";
import { FileList } from "@/components/functions/file-list";
import { firstFile } from "@/components/functions/file-tree";
import type { FileActions, FunctionActions } from "@/components/functions/function-actions";
import { FunctionBar } from "@/components/functions/function-bar";
import { NewFileForm } from "@/components/functions/new-file-form";
import { UploadDialog } from "@/components/functions/upload-dialog";
import { useOpenFile } from "@/components/functions/use-open-file";
import { useUnsaved } from "@/components/functions/use-unsaved";
import type { FunctionView } from "@/lib/api/contract/functions";

export interface FunctionScreenProps {
  readonly stack: { readonly id: string; readonly name: string };
  readonly one: FunctionView;
  readonly actions: FunctionActions & FileActions;
}

/** One function: its files, and the one that is open in an editor beside them. */
export function FunctionScreen({ stack, one, actions }: FunctionScreenProps) {
  const router = useRouter();
  const of = { stack: stack.id, function: one.name };
  const editing = useOpenFile(of, actions);
  const { file, isDirty, open } = editing;
  const { leave, question } = useUnsaved(isDirty && file !== null ? file.path : null, editing.forget);
  const [dialog, setDialog] = useState<"replace" | "delete" | null>(null);
  const first = firstFile(one.files);
  const hasOpened = useRef(false);
  useEffect(() => {
    // Once: which file is open is the person's choice from then on, also when the page is asked for again.
    if (hasOpened.current || first === null) return;
    hasOpened.current = true;
    open(first);
  }, [first, open]);
  const list = `/stacks/${stack.name}/functions`;

  return (
    <div className="flex h-[calc(100vh-86px)] min-h-[560px] flex-col max-broad:h-auto">
      <FunctionBar
        stack={stack}
        one={one}
        restart={actions.restart}
        onReplace={() => leave(() => setDialog("replace"))}
        onDelete={() => setDialog("delete")}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[240px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-broad:block">
        <div className="overflow-y-auto border-r border-line scrollbar-thin max-broad:border-r-0 max-broad:border-b">
          <div className="max-broad:max-h-[220px] max-broad:overflow-y-auto">
            <FileList
              name={one.name}
              files={one.files}
              open={file?.path ?? null}
              onOpen={(path) => leave(() => open(path))}
            />
          </div>
          {one.left.length > 0 && (
            <p className="px-3.5 pb-2 text-xs [overflow-wrap:anywhere] text-ink-3">
              Not shown and not downloaded, since they are links or the like:{" "}
              {one.left.slice(0, 10).join(", ")}
            </p>
          )}
          {!one.isProtected && (
            <NewFileForm
              of={of}
              save={actions.save}
              onDone={(path) => {
                router.refresh();
                leave(() => open(path));
              }}
            />
          )}
        </div>
        <FileEditor of={of} one={one} editing={editing} removeFile={actions.removeFile} />
      </div>
      {question}
      {dialog === "replace" && (
        <UploadDialog
          stack={stack.id}
          replaced={one}
          upload={actions.upload}
          onDone={() => {
            setDialog(null);
            editing.close();
            router.refresh();
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "delete" && (
        <DeleteFunctionDialog
          stack={stack.id}
          deleted={one}
          remove={actions.remove}
          onDone={() => {
            editing.close();
            router.push(list);
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
