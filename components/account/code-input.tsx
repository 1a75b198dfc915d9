import { TextInput, type TextInputProps } from "@/components/ui/text-input";

/** A code of a second factor; phones offer it where they know it. */
export function CodeInput(props: Omit<TextInputProps, "type" | "name" | "mono">) {
  return (
    <TextInput
      {...props}
      name="code"
      mono
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus
      required
    />
  );
}
