"use client";

import { FileText, History, Play, RotateCw, Settings, Square, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { StackCommand } from "@/components/stack-list/stack-verbs";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { StackView } from "@/lib/api/contract/views";

export interface StackMenuProps {
  readonly stack: StackView;
  readonly href: string;
  readonly onCommand: (command: StackCommand) => void;
}

/** The actions that fit the state, then the pages of the stack. */
export function StackMenu({ stack, href, onCommand }: StackMenuProps) {
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
  const entries: MenuEntry[] = [
    ...(stack.state === "stopped"
      ? [act("Start", "start", <Play />)]
      : [act("Restart", "restart", <RotateCw />), act("Stop", "stop", <Square />)]),
    { type: "separator" },
    { type: "link", label: "Logs", href: `${href}/logs`, icon: <FileText /> },
    { type: "link", label: "Settings", href: `${href}/settings`, icon: <Settings /> },
    { type: "link", label: "Activity", href: `${href}/activity`, icon: <History /> },
    { type: "separator" },
    { type: "link", label: "Delete…", href: `${href}/settings#delete`, icon: <Trash2 />, danger: true },
  ];
  return <Menu label={`Actions for ${stack.name}`} entries={entries} />;
}
