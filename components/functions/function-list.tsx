"use client";

import { FilePlus2, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMay } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { EmptyState } from "@/components/feedback/empty-state";
import { fetchFile, saveFile } from "@/components/feedback/fetch-file";
import { PanelRefusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { DeleteFunctionDialog } from "@/components/functions/delete-function-dialog";
import type { FunctionActions } from "@/components/functions/function-actions";
import { FunctionRow } from "@/components/functions/function-row";
import { NewFunctionDialog } from "@/components/functions/new-function-dialog";
import { RestartButton } from "@/components/functions/restart-button";
import { UploadDialog } from "@/components/functions/upload-dialog";
import { Button } from "@/components/ui/button";
import { ActionHeaderCell, DataTable, HeaderCell, TableHead } from "@/components/ui/data-table";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import type { FunctionListView, FunctionSummaryView } from "@/lib/api/contract/functions";

export interface FunctionListProps {
  readonly stack: { readonly id: string; readonly name: string };
  readonly list: FunctionListView;
  readonly nowMs: number;
  readonly actions: FunctionActions;
}

type Open = { dialog: "new" } | { dialog: "upload" } | { dialog: "delete"; deleted: FunctionSummaryView };

/** The stack's functions, each with its address. */
export function FunctionList({ stack, list, nowMs, actions }: FunctionListProps) {
  const router = useRouter();
  const operates = useMay("operator");
  const { act, isPending, refusal } = useProvenAction();
  const { keeper, keepFocus } = useKeptFocus();
  const [open, setOpen] = useState<Open | null>(null);
  const { service, functions, others } = list;
  const own = functions.filter(({ isProtected }) => !isProtected);
  const page = (name: string) => `/stacks/${stack.name}/functions/${name}`;
  const close = () => setOpen(null);

  function download(name: string): void {
    act({
      target: name,
      run: () => fetchFile(`/api/download/stacks/${encodeURIComponent(stack.name)}/functions/${name}`),
      onDone: (file) => saveFile(file, `${name}.tar.gz`),
    });
  }

  const buttons = operates && (
    <span className="flex flex-wrap items-center gap-2">
      <RestartButton stack={stack.id} service={service.name} restart={actions.restart} />
      <Button icon={<Upload />} onClick={() => setOpen({ dialog: "upload" })}>
        Upload
      </Button>
      <Button variant="primary" icon={<FilePlus2 />} onClick={() => setOpen({ dialog: "new" })}>
        New function
      </Button>
    </span>
  );

  return (
    <div {...keeper}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-ink-3">
          Kept in the volume {stack.name}_functions; a deploy leaves them as they are.
          {!service.isRunning && ` The service ${service.name} does not run: nobody is answered.`}
        </p>
        {buttons}
      </div>
      <Panel title="Functions" meta={plural(own.length, "function")}>
        <PanelRefusal error={refusal} />
        {functions.length === 0 ? (
          <EmptyState
            title="No function yet"
            text="A function is a program of yours that answers at an address of the stack. A new one begins with a sample."
          />
        ) : (
          <DataTable caption={`Functions of ${stack.name}`}>
            <TableHead>
              <HeaderCell>Name</HeaderCell>
              <HeaderCell wideOnly>Address</HeaderCell>
              <HeaderCell align="right" wideOnly>
                Files
              </HeaderCell>
              <HeaderCell wideOnly>Changed</HeaderCell>
              <ActionHeaderCell>Actions</ActionHeaderCell>
            </TableHead>
            <tbody>
              {functions.map((one) => (
                <FunctionRow
                  key={one.name}
                  one={one}
                  href={operates ? page(one.name) : null}
                  nowMs={nowMs}
                  isPending={isPending(one.name)}
                  onDownload={() => download(one.name)}
                  onDelete={() => setOpen({ dialog: "delete", deleted: one })}
                />
              ))}
            </tbody>
          </DataTable>
        )}
      </Panel>
      {others.length > 0 && (
        <p className="mt-2 text-xs [overflow-wrap:anywhere] text-ink-3">
          Also in the volume, and no function: {others.slice(0, 20).join(", ")}
          {others.length > 20 && ` and ${others.length - 20} more`}
        </p>
      )}
      {open?.dialog === "new" && (
        <NewFunctionDialog
          stack={stack.id}
          create={actions.create}
          onDone={(name) => router.push(page(name))}
          onClose={close}
        />
      )}
      {open?.dialog === "upload" && (
        <UploadDialog
          stack={stack.id}
          replaced={null}
          upload={actions.upload}
          onDone={(name) => {
            showResult("Uploaded the function", name);
            router.push(page(name));
          }}
          onClose={close}
        />
      )}
      {open?.dialog === "delete" && (
        <DeleteFunctionDialog
          stack={stack.id}
          deleted={open.deleted}
          remove={actions.remove}
          onDone={() => {
            close();
            router.refresh();
          }}
          onClose={close}
          focusAfter={keepFocus}
        />
      )}
    </div>
  );
}
