"use client";

import { Search } from "lucide-react";
import { pageSearchProps } from "@/components/shell/page-search";
import { Kbd } from "@/components/ui/kbd";
import { TextInput } from "@/components/ui/text-input";

type FindSettingProps = {
  readonly value: string;
  /** Among how many. */
  readonly count: number;
  readonly onChange: (value: string) => void;
};

/** Narrows a long form to what is looked for; it is no part of what the form sends. */
export function FindSetting({ value, count, onChange }: FindSettingProps) {
  return (
    <TextInput
      type="search"
      {...pageSearchProps}
      aria-label="Find a setting"
      placeholder={`Find one of ${count} settings`}
      prefix={<Search aria-hidden="true" className="icon-sm" />}
      suffix={value === "" ? <Kbd>/</Kbd> : undefined}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        // Enter would send the form around it.
        if (event.key === "Enter") event.preventDefault();
        if (event.key === "Escape" && value !== "") {
          event.preventDefault();
          onChange("");
        }
      }}
    />
  );
}
