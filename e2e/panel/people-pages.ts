import { type Browser, expect, type Page } from "@playwright/test";
import { PageWatch } from "@/e2e/panel/page-watch";
import type { TestPanel } from "@/e2e/panel/test-panel";

/** Of everybody whom a journey lets in. */
export const PASSWORD = "battery staple horse";
/** From the click in one browser to the sign-in page in the other. */
export const LED_AWAY_MS = 5_000;

/** A browser of somebody else, watched like the owner's. */
export async function otherBrowser(panel: TestPanel, browser: Browser) {
  const watch = new PageWatch(await browser.newContext({ baseURL: panel.url }));
  return { watch, page: await watch.context.newPage() };
}

/** The link as the page shows it, once. */
export async function invite(
  page: Page,
  role: "viewer" | "operator" | "owner",
  note: string,
): Promise<string> {
  await page.goto("/settings/people");
  await page.getByRole("radio", { name: role }).check({ force: true });
  await page.getByLabel("For whom").fill(note);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = page.getByRole("status").locator("code");
  await expect(link).toContainText("/invitation#token=");
  return (await link.textContent()) ?? "";
}

export async function accept(page: Page, link: string, name: string): Promise<void> {
  await fillInvitation(page, link, name);
  await sendInvitation(page);
}

export async function fillInvitation(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
}

export async function sendInvitation(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create account and sign in" }).click();
}

export async function giveNameAndPassword(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export const peopleTable = (page: Page) => page.getByRole("table", { name: "People" });
