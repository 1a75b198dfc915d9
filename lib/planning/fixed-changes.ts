import { isActive } from "@/lib/stacks/active-fields";
import type { SettingFields, Settings } from "@/lib/stacks/settings";

export type FixedChange = {
  /** Label of the setting. */
  name: string;
  /** What the change does not do, and what it would take. */
  text: string;
};

/**
 * Changed settings that the product reads at its first start only, or whose change leaves behind what there is. Nothing
 * before the first deploy (`before` is null), nor of a field that matters in neither revision.
 */
export function fixedChanges(before: Settings | null, after: Settings, fields: SettingFields): FixedChange[] {
  if (before === null) return [];
  return Object.entries(fields).flatMap(([key, { label, fixedAfterDeploy }]) => {
    const changed = JSON.stringify(before[key]) !== JSON.stringify(after[key]);
    const matters = isActive(fields, before, key) || isActive(fields, after, key);
    if (fixedAfterDeploy === undefined || !changed || !matters) return [];
    return [{ name: label, text: fixedAfterDeploy }];
  });
}
