import type { ChangeView } from "@/lib/api/contract/stack-views";
import { looksSecret } from "@/lib/stacks/secret-name";
import type { FreeVariable, SettingFields, Settings, SettingValue } from "@/lib/stacks/settings";

/**
 * What differs between two revisions' settings, in the fields' order and by their labels; free variables one by one,
 * by name, those that look like secrets as `secret` with their fingerprint. Against `null` (no earlier revision) what
 * differs from the defaults.
 */
export function settingsChanges(
  before: Settings | null,
  after: Settings,
  fields: SettingFields,
  fingerprintOf: (value: string) => string,
): ChangeView[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const old = before === null ? field.default : before[key];
    const now = after[key];
    if (isVariables(old) || isVariables(now)) {
      return variableChanges(isVariables(old) ? old : [], isVariables(now) ? now : [], fingerprintOf);
    }
    return change(field.label, textOf(before === null ? undefined : old), textOf(now), textOf(old));
  });
}

/** What differs in `.env`, by name; secrets as `secret` with their fingerprint. */
export function envChanges(
  before: Readonly<Record<string, string>> | null,
  after: Readonly<Record<string, string>>,
  secretNames: readonly string[],
  fingerprintOf: (value: string) => string,
): ChangeView[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const secret = secretNames.includes(name);
    const [old, now] = [before?.[name] ?? null, after[name] ?? null];
    if (old === now) return [];
    return [valueChange(name, old, now, secret ? fingerprintOf : null)];
  });
}

function variableChanges(
  before: readonly FreeVariable[],
  after: readonly FreeVariable[],
  fingerprintOf: (value: string) => string,
): ChangeView[] {
  const old = new Map(before.map(({ name, value }) => [name, value]));
  const now = new Map(after.map(({ name, value }) => [name, value]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name) ?? null, now.get(name) ?? null];
    return was === is ? [] : [valueChange(name, was, is, looksSecret(name) ? fingerprintOf : null)];
  });
}

/** `sign`: for a secret, what is shown instead of its value. */
function valueChange(
  name: string,
  before: string | null,
  after: string | null,
  sign: ((value: string) => string) | null,
): ChangeView {
  const shown = (value: string | null) => (value === null || sign === null ? value : `secret ${sign(value)}`);
  return { name, before: shown(before), after: shown(after), secret: sign !== null };
}

function change(
  name: string,
  before: string | null,
  after: string | null,
  compareWith: string | null,
): ChangeView[] {
  return compareWith === after ? [] : [{ name, before, after, secret: false }];
}

function textOf(value: Exclude<SettingValue, readonly FreeVariable[]> | undefined): string | null {
  return value === undefined ? null : String(value);
}

function isVariables(value: SettingValue | undefined): value is readonly FreeVariable[] {
  return Array.isArray(value);
}
