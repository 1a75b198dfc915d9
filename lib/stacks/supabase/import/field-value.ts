import type { SettingField, SettingValue } from "@/lib/stacks/settings";

const TRUE = /^(true|yes|on|1)$/i;
const FALSE = /^(false|no|off|0)$/i;

/** A text of `.env` as the field's type; null where it is none, and where it is empty and the field must not be. */
export function fieldValue(field: SettingField, text: string): SettingValue | null {
  switch (field.type) {
    case "number":
    case "port":
      return /^\d{1,15}$/.test(text) ? Number(text) : null;
    case "boolean":
      if (TRUE.test(text)) return true;
      return FALSE.test(text) ? false : null;
    case "choice":
      return field.options.some(({ value }) => value === text) ? text : null;
    case "text":
      return text === "" && field.optional !== true ? null : text;
    case "variables":
      return null;
  }
}
