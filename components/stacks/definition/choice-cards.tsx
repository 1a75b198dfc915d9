"use client";

import { useHost } from "@/components/live/live-hooks";
import type { FieldControl } from "@/components/ui/field";
import { formatBytes } from "@/components/ui/format";
import { ShareBar } from "@/components/ui/progress-bar";
import { RadioCards } from "@/components/ui/radio-cards";
import type { HostView } from "@/lib/api/contract/views";

type ChoiceCardsProps = {
  readonly control: FieldControl;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
  /** Estimated bytes by option. */
  readonly memory?: Readonly<Record<string, number>>;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A choice that matters, each option with what it means, and what it would take of the host's memory. */
export function ChoiceCards({ control, name, options, memory, value, onChange }: ChoiceCardsProps) {
  const host = useHost();
  return (
    <RadioCards
      aria-labelledby={control["aria-labelledby"]}
      aria-describedby={control["aria-describedby"]}
      name={name}
      className={`${options.length === 2 ? "grid-cols-2" : "grid-cols-3"} max-wide:grid-cols-1`}
      value={value}
      onValueChange={onChange}
      options={options.map((option) => {
        const bytes = memory?.[option.value];
        return {
          value: option.value,
          title: option.label,
          detail: option.help,
          ...(bytes !== undefined && {
            aside: formatBytes(bytes),
            footer: <MemoryFit needed={bytes} memory={host.memory} />,
          }),
        };
      })}
    />
  );
}

type MemoryFitProps = { readonly needed: number; readonly memory: HostView["memory"] };

function MemoryFit({ needed, memory }: MemoryFitProps) {
  const left = memory.totalBytes - memory.usedBytes - needed;
  if (memory.totalBytes === 0) return null;
  const words =
    left < 0 ? `${formatBytes(-left)} more than is free` : `Fits: ${formatBytes(left)} stays free`;
  return (
    <>
      <ShareBar
        label={`Memory: ${formatBytes(memory.usedBytes)} of ${formatBytes(memory.totalBytes)} used, ${formatBytes(needed)} more`}
        parts={[
          { value: memory.usedBytes, tone: "muted" },
          { value: needed, tone: left < 0 ? "warn" : "accent" },
        ]}
        max={memory.totalBytes}
        className="mb-1.5"
      />
      <span className={left < 0 ? "text-warn-ink" : undefined}>{words}</span>
    </>
  );
}
