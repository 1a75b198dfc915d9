import type { Page } from "@playwright/test";
import { isActive } from "@/lib/stacks/active-fields";
import type {
  FreeVariable,
  SettingField,
  SettingFields,
  Settings,
  SettingValue,
} from "@/lib/stacks/settings";

/** Fills the settings form in as a person would, field by field from the top, until it says these settings. */
export async function fillSettings(
  page: Page,
  fields: SettingFields,
  { shown, wanted }: { shown: Settings; wanted: Settings },
): Promise<void> {
  for (const [key, field] of Object.entries(fields)) {
    const value = wanted[key] ?? field.default;
    if (!isActive(fields, wanted, key) || same(shown[key], value)) continue;
    await fillOne(page, key, field, value);
  }
}

function same(one: SettingValue | undefined, other: SettingValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function fillOne(page: Page, key: string, field: SettingField, value: SettingValue): Promise<void> {
  const control = page.locator(`[id="setting-${key}"]`);
  if (field.type === "boolean") return control.click();
  if (Array.isArray(value)) return fillVariables(page, key, value);
  if (field.type !== "choice") return control.fill(String(value));
  const cards = page.locator(`input[type="radio"][name="${key}"][value="${value}"]`);
  if ((await cards.count()) > 0) return page.locator("label").filter({ has: cards }).click();
  await control.selectOption(String(value));
}

/** All lines that are there go; then each is added. */
async function fillVariables(page: Page, key: string, variables: readonly FreeVariable[]): Promise<void> {
  const group = page.locator(`[id="setting-${key}"]`);
  const remove = group.getByRole("button", { name: /^Remove/ });
  while ((await remove.count()) > 0) await remove.first().click();
  for (const [index, { name, value }] of variables.entries()) {
    await group.getByRole("button", { name: "Add a variable" }).click();
    await group.getByLabel(`Name of variable ${index + 1}`).fill(name);
    await group.getByLabel(`Value of ${name}`).fill(value);
  }
}
