"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { TextInput, type TextInputProps } from "@/components/ui/text-input";

/** A password that its owner types, with a button to look at it. */
export function PasswordInput(props: Omit<TextInputProps, "type" | "suffix" | "mono">) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      {...props}
      type={shown ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      frameClassName="pr-1"
      suffix={
        <IconButton
          label={shown ? "Hide password" : "Show password"}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
