import { TextInput, type TextInputProps } from "@/components/ui/text-input";

/** One line that a machine reads, as an address or a key: nothing in it is offered, capitalised or spell-checked. */
export function MachineInput(props: Omit<TextInputProps, "mono">) {
  return <TextInput autoComplete="off" autoCapitalize="none" spellCheck={false} {...props} mono />;
}
