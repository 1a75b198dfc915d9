import { Field } from "@/components/ui/field";
import { MachineInput } from "@/components/ui/machine-input";
import { PasswordInput } from "@/components/ui/password-input";
import { SwitchField } from "@/components/ui/switch-field";

export type BucketInput = {
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  accessKey: string;
  secretKey: string;
  pathStyle: boolean;
};

export interface BucketFieldsProps {
  readonly value: BucketInput;
  /** A secret key is stored already. */
  readonly stored: boolean;
  readonly issue: (field: string) => string | undefined;
  readonly onChange: (value: BucketInput) => void;
}

const TEXTS = [
  { key: "endpoint", label: "Endpoint", hint: "As https://s3.eu-central-1.amazonaws.com" },
  { key: "region", label: "Region", hint: "As eu-central-1; servers of your own often take us-east-1" },
  { key: "bucket", label: "Bucket", hint: "It must exist" },
  {
    key: "prefix",
    label: "Prefix",
    hint: "Panels may share one: each deletes only its own old backups",
  },
  { key: "accessKey", label: "Access key", hint: undefined },
] as const;

/** Where the bucket is, and how to get in. */
export function BucketFields({ value, stored, issue, onChange }: BucketFieldsProps) {
  return (
    <>
      {TEXTS.map(({ key, label, hint }) => (
        <Field key={key} label={label} layout="row" hint={hint} error={issue(`s3.${key}`)}>
          {(control) => (
            <MachineInput
              {...control}
              value={value[key]}
              onChange={(event) => onChange({ ...value, [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field
        label="Secret key"
        layout="row"
        hint={
          stored
            ? "One is stored, sealed. Leave this empty to keep it."
            : "It is stored sealed, and never shown again."
        }
        error={issue("s3.secretKey")}
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="off"
            value={value.secretKey}
            onChange={(event) => onChange({ ...value, secretKey: event.target.value })}
          />
        )}
      </Field>
      <SwitchField
        label="Bucket in the path"
        hint="For MinIO and most servers of your own. Off: the bucket is part of the host name."
        checked={value.pathStyle}
        onCheckedChange={(pathStyle) => onChange({ ...value, pathStyle })}
      />
    </>
  );
}
