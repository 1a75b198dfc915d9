import { expect, type Page } from "@playwright/test";

/** Chooses one of several cards or segments by a click on it: the radio itself is drawn by its label. */
export async function choose(page: Page, name: string | RegExp): Promise<void> {
  const radio = page.getByRole("radio", { name });
  await page.locator("label").filter({ has: radio }).click();
  await expect(radio).toBeChecked();
}
