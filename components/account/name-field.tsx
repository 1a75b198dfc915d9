import { Field } from "@/components/ui/field";
import { TextInput, type TextInputProps } from "@/components/ui/text-input";

export interface NameFieldProps extends Pick<TextInputProps, "maxLength"> {
  readonly error?: string | undefined;
}

/** Whose account it is, on a page that is opened to type that. */
export function NameField({ error, maxLength }: NameFieldProps) {
  return (
    <Field label="Name" error={error}>
      {(control) => (
        <TextInput
          {...control}
          name="name"
          autoComplete="username"
          autoCapitalize="none"
          maxLength={maxLength}
          autoFocus
          required
        />
      )}
    </Field>
  );
}
