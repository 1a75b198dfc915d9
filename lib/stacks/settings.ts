/**
 * Settings: what a person chooses for a stack. A kind declares fields; the form, the schema and the defaults are
 * drawn from this one declaration.
 */

type FieldBase<Value> = {
  label: string;
  /** One sentence in plain words; the variable's name is said by `variable`. */
  help?: string;
  /** Key of one of the kind's topics. */
  topic: string;
  default: Value;
  /** Folded away until asked for. */
  advanced?: boolean;
  /** The product's own variable that the field sets, shown in mono beside the label. */
  variable?: string;
  /** The field matters only when another field has this value. */
  when?: { field: string; is: string | boolean };
  /** A change of this field after the first deploy has no effect, or an effect worth a warning: said beside it. */
  fixedAfterDeploy?: string;
};

export type FreeVariable = { name: string; value: string };

export type SettingField =
  | (FieldBase<string> & {
      type: "text";
      format?:
        | "plain"
        | "url"
        | "email"
        | "hostname"
        | "duration"
        | "size"
        | "list"
        | "multiline"
        | "host-folder";
      optional?: boolean;
      placeholder?: string;
      maxLength?: number;
      pattern?: { source: string; message: string };
    })
  | (FieldBase<number> & { type: "number"; min: number; max: number; unit?: string })
  | (FieldBase<boolean> & { type: "boolean" })
  | (FieldBase<string> & {
      type: "choice";
      options: readonly { value: string; label: string; help?: string }[];
    })
  /** A port of the host; the panel proposes the next free one, counting up from the default. */
  | (FieldBase<number> & { type: "port" })
  /** Variables by free name, for what the product knows and the form does not. */
  | (FieldBase<readonly FreeVariable[]> & { type: "variables"; service: string });

export type SettingFields = Readonly<Record<string, SettingField>>;

type ValueOf<F extends SettingField> = F extends { type: "choice"; options: readonly { value: infer V }[] }
  ? V
  : F extends { type: "number" | "port" }
    ? number
    : F extends { type: "boolean" }
      ? boolean
      : F extends { type: "variables" }
        ? readonly FreeVariable[]
        : string;

/** The settings' type, from the fields' declaration. */
export type SettingsOf<Fields extends SettingFields> = { [K in keyof Fields]: ValueOf<Fields[K]> };

/** Settings of a kind that is not known statically: what the database and the API carry. */
export type SettingValue = string | number | boolean | readonly FreeVariable[];
export type Settings = Readonly<Record<string, SettingValue>>;
