"use client";

import { useRouter } from "next/navigation";
import { useProvenAction } from "@/components/account/use-proven-action";
import { EmptyState } from "@/components/feedback/empty-state";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { ChangedMeanwhile } from "@/components/functions/changed-meanwhile";
import { CodeEditor } from "@/components/functions/code-editor";
import { firstFile } from "@/components/functions/file-tree";
import type { FileActions } from "@/components/functions/function-actions";
import type { Of, useOpenFile } from "@/components/functions/use-open-file";
import { Button } from "@/components/ui/button";
import type { FunctionView } from "@/lib/api/contract/functions";

export interface FileEditorProps {
  readonly of: Of;
  readonly one: Pick<FunctionView, "isProtected" | "files" | "service">;
  readonly editing: ReturnType<typeof useOpenFile>;
  readonly removeFile: FileActions["removeFile"];
}

/** The open file with what can be done with it; what of it is unsaved is said in words. */
export function FileEditor({ of, one, editing, removeFile }: FileEditorProps) {
  const router = useRouter();
  const removing = useProvenAction();
  const { file, theirs, isDirty, pending, refusal } = editing;
  if (file === null) {
    const isFirstOnItsWay = editing.opening === 0 && firstFile(one.files) !== null;
    return (
      <div className="min-w-0 bg-inset">
        <div className="p-3.5">
          <Refusal error={refusal} />
        </div>
        {!isFirstOnItsWay && !pending && refusal === null && (
          <EmptyState
            title={one.files.length === 0 ? "No file yet" : "No file is open"}
            text="Choose one, or add one."
          />
        )}
      </div>
    );
  }
  const { path, hash } = file;
  const saveOver = (base: string | null) =>
    editing.save(base, () => {
      showResult(`Saved ${path}`, `restart ${one.service.name} if an old answer stays`);
      router.refresh();
    });
  return (
    <section
      aria-label={path}
      className="flex min-h-0 min-w-0 flex-col bg-inset max-broad:h-[calc(100vh-142px)] max-broad:min-h-[420px]"
    >
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line bg-surface px-3.5 py-1.5">
        <h3 className="mono-xs min-w-0 font-medium break-all">{path}</h3>
        <span role="status" className="text-xs text-ink-3">
          {isDirty ? "Unsaved changes" : ""}
        </span>
        {!one.isProtected && (
          <span className="ml-auto flex flex-wrap items-center gap-2">
            <Button
              size="small"
              pending={removing.pending}
              onClick={() =>
                removing.act({
                  run: () => removeFile({ ...of, path, base: hash }),
                  onDone: () => {
                    showResult(`Removed ${path}`);
                    editing.close();
                    router.refresh();
                  },
                })
              }
            >
              Remove file
            </Button>
            <Button
              size="small"
              variant="primary"
              disabled={!isDirty}
              pending={pending}
              onClick={() => saveOver(hash)}
            >
              Save
            </Button>
          </span>
        )}
      </div>
      {(refusal ?? removing.refusal) !== null && (
        <div className="border-b border-line px-3.5 py-2">
          <Refusal error={refusal ?? removing.refusal} />
        </div>
      )}
      {theirs !== null && (
        <ChangedMeanwhile
          path={path}
          theirs={theirs}
          pending={pending}
          onTakeTheirs={editing.takeTheirs}
          onWriteMine={() => saveOver(theirs === "removed" ? null : theirs.hash)}
        />
      )}
      <FileText editing={editing} isReadOnly={one.isProtected} onSave={() => isDirty && saveOver(hash)} />
    </section>
  );
}

function FileText({
  editing: { file, opening, change },
  isReadOnly,
  onSave,
}: Pick<FileEditorProps, "editing"> & { readonly isReadOnly: boolean; readonly onSave: () => void }) {
  if (file === null) return null;
  return (
    <CodeEditor
      key={opening}
      path={file.path}
      first={file.text}
      readOnly={isReadOnly}
      onChange={change}
      onSave={onSave}
    />
  );
}
