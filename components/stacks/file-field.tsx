"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type FileFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** In characters. */
  readonly maxLength: number;
  readonly value: string;
  readonly error?: string;
  readonly rows: number;
  readonly onChange: (value: string) => void;
};

/** The content of a text file: pasted, or read from a file of this computer. It goes to the panel with the form alone. */
export function FileField(props: FileFieldProps) {
  const { id, label, hint, maxLength, value, error, rows, onChange } = props;
  const chooser = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string>();

  async function read(file: File | undefined) {
    if (file === undefined) return;
    const text = file.size > maxLength * 4 ? null : await file.text().catch(() => null);
    const fits = text !== null && text.length <= maxLength;
    setRefused(fits ? undefined : `${file.name} cannot be read, or is larger than a ${label} can be`);
    if (fits) onChange(text);
  }

  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={refused ?? error}
      aside={
        <>
          <Button size="tiny" onClick={() => chooser.current?.click()}>
            Choose a file<span className="sr-only"> for {label}</span>
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            aria-label={`File for ${label}`}
            onChange={(event) => {
              void read(event.target.files?.[0]);
              // The same file, changed meanwhile, can be chosen again.
              event.target.value = "";
            }}
          />
        </>
      }
    >
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={rows}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => {
            setRefused(undefined);
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
