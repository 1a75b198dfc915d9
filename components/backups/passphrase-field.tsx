import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

export interface PassphraseFieldProps {
  /** One is stored. */
  readonly stored: boolean;
  /** Empty: as it is stored. null: none from now on. */
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (value: string | null) => void;
}

/** What opens the master key in a backup, and what it means to go without. */
export function PassphraseField({ stored, value, error, onChange }: PassphraseFieldProps) {
  const hint = stored
    ? "One is set: leave this empty to keep it. Backups that were made before keep the one they were made with."
    : "Without one the master key is left out: nobody can open the stacks' secrets in a backup without the key file.";
  return (
    <Field label="Passphrase" layout="row" aside="12 characters or more" hint={hint} error={error}>
      {(control) => (
        <div className="grid gap-2">
          <PasswordInput
            {...control}
            autoComplete="new-password"
            disabled={value === null}
            value={value ?? ""}
            onChange={(event) => onChange(event.target.value)}
          />
          {stored && (
            <Checkbox
              label="No passphrase from now on"
              checked={value === null}
              onChange={(event) => onChange(event.target.checked ? null : "")}
            />
          )}
        </div>
      )}
    </Field>
  );
}
