"use client";

import { Dices, Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { FieldControl } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { MachineInput } from "@/components/ui/machine-input";

export interface SecretInputProps extends FieldControl {
  /** What its buttons call it, as "JWT secret". */
  readonly called: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
  /** A button that fills it. */
  readonly onMake?: () => void;
}

/**
 * A secret that is typed or filled in. The value is handed to the field by hand: given as a property, React would write
 * it into the page's HTML as an attribute, masked or not.
 */
export function SecretInput({ called, value, placeholder, onChange, onMake, ...control }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null && field.current.value !== value) field.current.value = value;
  }, [value]);
  return (
    <MachineInput
      {...control}
      ref={field}
      type={shown ? "text" : "password"}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
      frameClassName="pr-1"
      suffix={
        <span className="flex gap-0.5">
          {onMake && <IconButton label={`Make a new ${called}`} icon={<Dices />} onClick={onMake} />}
          <IconButton
            label={`${shown ? "Hide" : "Reveal"} ${called}`}
            icon={shown ? <EyeOff /> : <Eye />}
            onClick={() => setShown(!shown)}
          />
          <CopyButton label={called} value={value} />
        </span>
      }
    />
  );
}
