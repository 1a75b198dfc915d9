import type { Locator, Page } from "@playwright/test";
import { OWNER } from "@/e2e/panel/test-panel";

export function proofDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "Your password, once more" });
}

export async function givePassword(page: Page, password = OWNER.password): Promise<void> {
  await proofDialog(page).getByLabel("Password", { exact: true }).fill(password);
  await proofDialog(page).getByRole("button", { name: "Go on" }).click();
}

/** Gives the owner's password whenever the page asks for it: journeys share a session that may be minutes old. */
export async function givePasswordWhenAsked(page: Page): Promise<void> {
  await page.addLocatorHandler(proofDialog(page), () => givePassword(page));
}
