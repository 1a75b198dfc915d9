import { expect, type Page } from "@playwright/test";

/** The focus stands in the panel with this heading, and so was not lost with what went away. */
export async function expectFocusIn(page: Page, heading: string): Promise<void> {
  await expect(page.locator(":focus").getByRole("heading", { name: heading, exact: true })).toBeVisible();
}
