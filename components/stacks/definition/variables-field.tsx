"use client";

import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { FieldControl } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { TextInput } from "@/components/ui/text-input";
import { MASK } from "@/lib/stacks/env-file";
import type { FreeVariable } from "@/lib/stacks/settings";

type VariablesFieldProps = {
  readonly control: FieldControl;
  readonly value: readonly FreeVariable[];
  readonly onChange: (value: readonly FreeVariable[]) => void;
};

/** Variables by free name and value, a line each. A value that is masked stays as stored unless something is typed. */
export function VariablesField({ control, value, onChange }: VariablesFieldProps) {
  const change = (at: number, change: Partial<FreeVariable>) =>
    onChange(value.map((variable, index) => (index === at ? { ...variable, ...change } : variable)));
  const stored = useRef(new Set<string>());
  const type = (at: number, { name, value: before }: FreeVariable, typed: string) => {
    if (before === MASK) stored.current.add(name);
    change(at, { value: typed === "" && stored.current.has(name) ? MASK : typed });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by the label that stands in another column
    <div
      role="group"
      id={control.id}
      aria-labelledby={control["aria-labelledby"]}
      aria-describedby={control["aria-describedby"]}
    >
      {value.map((variable, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, and typing must keep the focus
          key={index}
          className="mb-1.5 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-1.5"
        >
          <TextInput
            mono
            aria-label={`Name of variable ${index + 1}`}
            placeholder="NAME"
            autoComplete="off"
            spellCheck={false}
            value={variable.name}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <TextInput
            mono
            aria-label={`Value of ${variable.name || `variable ${index + 1}`}`}
            placeholder={variable.value === MASK ? "Stored. Leave empty to keep it" : "value"}
            autoComplete="off"
            spellCheck={false}
            value={variable.value === MASK ? "" : variable.value}
            onChange={(event) => type(index, variable, event.target.value)}
          />
          <IconButton
            label={`Remove ${variable.name || `variable ${index + 1}`}`}
            icon={<X />}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        type="button"
        size="small"
        aria-describedby={control["aria-labelledby"]}
        icon={<Plus />}
        onClick={() => onChange([...value, { name: "", value: "" }])}
      >
        Add a variable
      </Button>
    </div>
  );
}
