import {
  ArrowDown,
  CircleMinus,
  DatabaseZap,
  Minus,
  Play,
  Plus,
  RefreshCw,
  RotateCw,
  ShieldCheck,
  Square,
} from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatBytes } from "@/components/ui/format";
import type { OperationView } from "@/lib/api/contract/stack-views";

const look: Record<OperationView["verb"], { icon: ReactNode; word: string }> = {
  pull: { icon: <ArrowDown />, word: "Pull" },
  change: { icon: <DatabaseZap />, word: "Change" },
  create: { icon: <Plus />, word: "Create" },
  recreate: { icon: <RefreshCw />, word: "Recreate" },
  start: { icon: <Play />, word: "Start" },
  stop: { icon: <Square />, word: "Stop" },
  restart: { icon: <RotateCw />, word: "Restart" },
  remove: { icon: <Minus />, word: "Remove" },
  keep: { icon: <CircleMinus />, word: "Keep" },
  probe: { icon: <ShieldCheck />, word: "Probe" },
};

/** Verb, target, cause and cost of one operation; one that destroys is tinted and says so. */
export function OperationRow({ operation }: { readonly operation: OperationView }) {
  const { icon, word } = look[operation.verb];
  const { target } = operation;
  return (
    <li
      className={classNames(
        "grid min-h-row grid-cols-[16px_72px_minmax(0,1fr)_auto] items-center gap-2.5 border-b border-line px-3.5 py-1.5 icons-sm last:rounded-b-lg last:border-b-0",
        operation.destructive && "bg-bad-tint",
      )}
    >
      <span aria-hidden="true" className={operation.destructive ? "text-bad-ink" : "text-ink-3"}>
        {icon}
      </span>
      <span className={classNames("font-medium", operation.destructive && "text-bad-ink")}>{word}</span>
      <span className="min-w-0">
        <span
          className={target.type === "image" || target.type === "volume" ? "mono break-all" : "font-medium"}
        >
          {target.name}
        </span>{" "}
        {target.type !== "service" && target.type !== "stack" && (
          <span className="text-ink-3">{target.type}</span>
        )}
        <span className="block text-xs text-ink-3">{operation.cause}</span>
      </span>
      <span className="mono-xs whitespace-nowrap text-ink-3">
        {operation.destructive && <span className="font-sans text-bad-ink">data is lost </span>}
        {operation.sizeBytes === null ? "" : formatBytes(operation.sizeBytes)}
      </span>
    </li>
  );
}
