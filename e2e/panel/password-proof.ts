import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import Database from "better-sqlite3";
import { OWNER, type TestPanel } from "@/e2e/panel/test-panel";

/** As if the last password of every session had been given long ago. */
export function ageProofs(panel: TestPanel): void {
  const database = new Database(join(panel.data, "slipway.db"));
  database.prepare('UPDATE "Session" SET "provedAt" = NULL').run();
  database.close();
}

export function proofDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "Your password, once more" });
}

/** Asks for the first of the values on the page. */
export async function revealFirst(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Reveal / })
    .first()
    .click();
}

export async function givePassword(page: Page, password = OWNER.password): Promise<void> {
  await proofDialog(page).getByLabel("Password", { exact: true }).fill(password);
  await proofDialog(page).getByRole("button", { name: "Go on" }).click();
}

/** Gives the owner's password whenever the page asks for it: journeys share a session that may be minutes old. */
export async function givePasswordWhenAsked(page: Page): Promise<void> {
  await page.addLocatorHandler(proofDialog(page), () => givePassword(page));
}
