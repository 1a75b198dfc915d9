"use client";

import * as RadixTabs from "radix-ui/tabs";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { segmentClass, segmentFrameClass } from "@/components/ui/segmented-control";

export interface TabPanel {
  /** Becomes part of ids: no spaces. */
  readonly value: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabPanelsProps {
  readonly label: string;
  readonly panels: readonly TabPanel[];
  /** At the right of the tabs. */
  readonly end?: ReactNode;
}

/** Several views of one thing within a panel, as snippets or files. */
export function TabPanels({ label, panels, end }: TabPanelsProps) {
  return (
    <RadixTabs.Root defaultValue={panels[0]?.value}>
      <div className="flex items-center gap-2 py-[7px] pr-2 pl-3">
        <RadixTabs.List aria-label={label} className={segmentFrameClass}>
          {panels.map((panel) => (
            <RadixTabs.Trigger
              key={panel.value}
              value={panel.value}
              className={classNames(
                segmentClass,
                "data-[state=active]:bg-raised data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:shadow-[0_0_0_1px_var(--color-line-strong)]",
              )}
            >
              {panel.label}
            </RadixTabs.Trigger>
          ))}
        </RadixTabs.List>
        {end && <div className="ml-auto flex items-center gap-2">{end}</div>}
      </div>
      {panels.map((panel) => (
        <RadixTabs.Content key={panel.value} value={panel.value} tabIndex={-1}>
          {panel.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
