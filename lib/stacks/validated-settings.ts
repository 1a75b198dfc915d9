import { type FieldIssue, PanelError } from "@/lib/errors";
import type { Kind, SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { readSettings } from "@/lib/stacks/settings-schema";

/** All that is wrong with settings and secrets: each field by itself, then the kind's check of combinations. */
export function settingsIssues(
  kind: Kind,
  input: Readonly<Record<string, unknown>>,
  secrets: SecretValues,
): { settings: Settings; issues: FieldIssue[] } {
  const { settings, issues } = readSettings(kind, input);
  const wrong = new Set(issues.map(({ field }) => field.split(".")[0]));
  // A wrong field was read as its default, so what the check says about it would be about something else.
  const combined = kind.check(settings, secrets).filter(({ field }) => !wrong.has(field.split(".")[0]));
  return { settings, issues: [...issues, ...combined] };
}

/**
 * Settings that may be rendered.
 * @throws PanelError `settings-invalid` with every issue
 */
export function validatedSettings(
  kind: Kind,
  input: Readonly<Record<string, unknown>>,
  secrets: SecretValues,
): Settings {
  const { settings, issues } = settingsIssues(kind, input, secrets);
  const [first] = issues;
  if (first === undefined) return settings;
  const message = issues.length === 1 ? first.message : `${issues.length} settings need a change`;
  throw new PanelError("settings-invalid", message, { issues });
}
