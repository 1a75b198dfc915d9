"use client";

import * as RadixSwitch from "radix-ui/switch";

export interface SwitchProps {
  readonly id?: string;
  readonly name?: string;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly onCheckedChange?: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly "aria-label"?: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

/** On or off, at once or with the form it is in. Needs a name: `aria-label`, `aria-labelledby` or a `SwitchField`. */
export function Switch(props: SwitchProps) {
  return (
    <RadixSwitch.Root
      {...props}
      className="relative h-4 w-7 flex-none rounded-full bg-idle-solid transition-colors duration-(--duration-fast) focus-visible:rounded-full disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent"
    >
      <RadixSwitch.Thumb className="absolute top-0.5 left-0.5 block size-3 rounded-full bg-surface transition-transform duration-(--duration-fast) data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-accent" />
    </RadixSwitch.Root>
  );
}
