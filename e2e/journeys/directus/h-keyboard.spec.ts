import { expect, type Page } from "@playwright/test";
import { withDefaultNames } from "@/e2e/panel/default-names";
import { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { OWNER } from "@/e2e/panel/test-panel";
import { routes } from "@/lib/api/contract/routes";

const MOST_TABS = 60;

test(
  "by keyboard alone: sign in, palette, new stack, deploy, restart",
  ENGINE,
  async ({ panel, visitor: page }) => {
    test.setTimeout(300_000);
    await panel.ensureOwner();
    const hands = await watchHands(page.context());
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByLabel("Name")).toBeFocused();
    await page.keyboard.type(OWNER.name);
    await page.keyboard.press("Tab");
    await page.keyboard.type(OWNER.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();

    await openByPalette(page, "new stack");
    await expect(page.getByRole("heading", { level: 1, name: "New stack" })).toBeVisible();
    const stack = await withDefaultNames(async () => {
      await tabTo(page, /^PostgreSQL/);
      await page.keyboard.press("ArrowDown");
      await expect(page.getByRole("radio", { name: /^SQLite/ })).toBeChecked();
      await expect(page.getByRole("region", { name: "Rendered files" })).not.toContainText("postgis/postgis");
      const name = await page.getByLabel("Name", { exact: true }).inputValue();
      await page.keyboard.press("Control+Enter");
      await expectJobDone(page);
      return name;
    });

    await openByPalette(page, `restart ${stack}`);
    await expect(page.getByRole("region", { name: "Results" })).toContainText(`${stack}`);
    await expect
      .poll(
        async () => (await panel.control.call(routes["jobs.list"], { query: { limit: 1 } })).jobs[0]?.verb,
      )
      .toBe("restart");
    expect(hands.clicks, "no mouse").toEqual([]);
  },
);

async function openByPalette(page: Page, words: string): Promise<void> {
  const palette = page.getByRole("dialog", { name: "Find or run" });
  // A page that has only just been drawn does not listen to keys yet.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
}

/** Tabs on until what has the focus has this name; the focus must be visible on the way. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < MOST_TABS; step += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
      return (label ?? element?.textContent ?? "").trim();
    });
    if (name.test(focused)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached with ${MOST_TABS} presses of Tab`);
}
