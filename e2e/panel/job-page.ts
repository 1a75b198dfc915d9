import { expect, type Page } from "@playwright/test";

const BEGIN_MS = 30_000;
const DEPLOY_TIMEOUT_MS = 240_000;

/** Waits on a job's page until the job has ended, and fails with what the page says unless it went well. */
export async function expectJobDone(page: Page, timeoutMs = DEPLOY_TIMEOUT_MS): Promise<void> {
  // An assertion, not a wait: the password that a job may take is asked for on the page before.
  await expect(page).toHaveURL(/\/jobs\/\d+$/, { timeout: BEGIN_MS });
  const verdict = page.getByRole("status").filter({ hasText: /: (Done|Failed|Cancelled)$/ });
  await expect(verdict).toHaveCount(1, { timeout: timeoutMs });
  if (/: Done$/.test((await verdict.textContent()) ?? "")) return;
  throw new Error(`The job failed:\n${await page.getByRole("main").innerText()}`);
}
