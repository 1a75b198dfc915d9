"use client";

import { FileText, History, Play, RotateCw, Settings, Square, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useMay } from "@/components/account/role-context";
import type { StackCommand } from "@/components/stack-list/stack-verbs";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { StackView } from "@/lib/api/contract/stack-views";

export interface StackMenuProps {
  readonly stack: StackView;
  readonly href: string;
  readonly onCommand: (command: StackCommand) => void;
}

/** The actions that fit the state, then the pages of the stack. */
export function StackMenu({ stack, href, onCommand }: StackMenuProps) {
  const operates = useMay("operator");
  const busy = stack.activeJob !== null;
  const hint = busy ? "a job runs" : undefined;
  const act = (label: string, command: StackCommand, icon: ReactNode): MenuEntry => ({
    type: "action",
    label,
    icon,
    hint,
    disabled: busy,
    onSelect: () => onCommand(command),
  });
  const commands: MenuEntry[] = [
    ...(stack.state === "stopped"
      ? [act("Start", "start", <Play />)]
      : [act("Restart", "restart", <RotateCw />), act("Stop", "stop", <Square />)]),
    { type: "separator" },
  ];
  const entries: MenuEntry[] = [
    ...(operates ? commands : []),
    { type: "link", label: "Logs", href: `${href}/logs`, icon: <FileText /> },
    ...(operates
      ? [{ type: "link" as const, label: "Settings", href: `${href}/settings`, icon: <Settings /> }]
      : []),
    { type: "link", label: "Activity", href: `${href}/activity`, icon: <History /> },
    ...(operates ? removal(href) : []),
  ];
  return <Menu label={`Actions for ${stack.name}`} entries={entries} />;
}

function removal(href: string): MenuEntry[] {
  return [
    { type: "separator" },
    { type: "link", label: "Delete…", href: `${href}/settings#delete`, icon: <Trash2 />, danger: true },
  ];
}
