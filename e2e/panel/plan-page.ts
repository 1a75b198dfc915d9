import { expect, type Page } from "@playwright/test";

const PLAN_TIMEOUT_MS = 30_000;

/** Waits for the plan of what was just saved; the password that saving may take is given meanwhile, where a journey does. */
export async function expectPlan(page: Page): Promise<void> {
  // Not by the address: a wait for that sees no dialog.
  const operations = page.getByRole("list", { name: "Operations in order" });
  await expect(operations).toBeVisible({ timeout: PLAN_TIMEOUT_MS });
}
