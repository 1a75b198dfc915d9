import { Folder } from "lucide-react";
import { treeRows } from "@/components/functions/file-tree";
import { classNames } from "@/components/ui/class-names";
import { formatBytes } from "@/components/ui/format";
import type { FunctionFileView } from "@/lib/api/contract/functions";

export interface FileListProps {
  readonly name: string;
  readonly files: readonly FunctionFileView[];
  readonly open: string | null;
  readonly onOpen: (path: string) => void;
}

/** The files of a function, with their folders. What is no text is there to be seen. */
export function FileList({ name, files, open, onOpen }: FileListProps) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (
    <nav aria-label={`Files of ${name}`} className="py-1.5">
      <ul>
        {treeRows(files.map(({ path }) => path)).map((row) => {
          const file = byPath.get(row.path);
          const indent = { paddingLeft: `${14 + row.depth * 14}px` };
          if (row.type === "folder" || file === undefined) {
            return (
              <li
                key={`${row.path}/`}
                style={indent}
                className="flex items-center gap-1.5 py-1 pr-3 text-xs text-ink-3 icons-sm"
              >
                <Folder aria-hidden="true" />
                <span className="mono-xs min-w-0 truncate">{row.name}</span>
              </li>
            );
          }
          return (
            <li key={row.path}>
              <button
                type="button"
                style={indent}
                aria-current={row.path === open ? "true" : undefined}
                disabled={file.type !== "text"}
                onClick={() => onOpen(row.path)}
                className={classNames(
                  "flex w-full items-center justify-between gap-2 py-1 pr-3 text-left focus-visible:-outline-offset-2 disabled:cursor-not-allowed disabled:text-ink-3 max-wide:py-2",
                  row.path === open ? "bg-selected font-medium" : "enabled:hover:bg-hover",
                )}
              >
                <span className="mono-xs min-w-0 truncate" title={row.path}>
                  {row.name}
                </span>
                <span className="flex-none text-2xs text-ink-3">
                  {file.type !== "text" && "not a text, "}
                  {formatBytes(file.sizeBytes)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
