import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

export interface NewPasswordFieldProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly autoFocus?: boolean;
}

/** A password that is chosen here, and how long it must be. */
export function NewPasswordField({ label, error, autoFocus }: NewPasswordFieldProps) {
  return (
    <Field label={label} aside="10 characters or more" error={error}>
      {(control) => (
        <PasswordInput
          {...control}
          name="password"
          autoComplete="new-password"
          minLength={10}
          autoFocus={autoFocus}
          required
        />
      )}
    </Field>
  );
}
