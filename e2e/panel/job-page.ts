import { expect, type Page } from "@playwright/test";

const DEPLOY_TIMEOUT_MS = 240_000;

/** Waits on a job's page until the job has ended, and fails with what the page says unless it went well. */
export async function expectJobDone(page: Page, timeoutMs = DEPLOY_TIMEOUT_MS): Promise<void> {
  await page.waitForURL(/\/jobs\/\d+$/);
  const verdict = page.getByRole("status").filter({ hasText: /: (Done|Failed|Cancelled)$/ });
  await expect(verdict).toHaveCount(1, { timeout: timeoutMs });
  if (/: Done$/.test((await verdict.textContent()) ?? "")) return;
  throw new Error(`The job failed:\n${await page.getByRole("main").innerText()}`);
}
