import { expect } from "@playwright/test";
import { withDefaultNames } from "@/e2e/panel/default-names";
import { signInToDirectus } from "@/e2e/panel/directus-page";
import { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { OWNER } from "@/e2e/panel/test-panel";

const MOST_CLICKS = 4;

test(
  "from the set-up link to a proven Directus on PostGIS, nothing typed",
  ENGINE,
  async ({ panel, visitor: page, browser }) => {
    test.setTimeout(300_000);
    const hands = await watchHands(page.context());
    await page.goto(await panel.setupLink());
    await expect(page).not.toHaveURL(/token/);
    await page.getByLabel("Name").fill(OWNER.name);
    await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
    await page.getByRole("button", { name: "Create owner and sign in" }).click();
    await expect(page.getByRole("heading", { name: "No stack yet" })).toBeVisible();
    hands.clicks.length = 0;
    hands.typed.length = 0;

    const name = await withDefaultNames(async () => {
      await page.getByRole("link", { name: "New Directus stack" }).click();
      await expect(page.getByRole("radio", { name: /PostGIS/ })).toBeChecked();
      await expect(page.getByRole("region", { name: "Rendered files" })).toContainText("postgis/postgis");
      const proposed = await page.getByLabel("Name", { exact: true }).inputValue();
      await expect(page.getByRole("region", { name: "Pre-flight" })).toContainText(/(\d+) of \1 passed/);
      await page.getByRole("button", { name: /^Deploy/ }).click();
      await page.waitForURL(/\/jobs\/\d+$/);

      const steps = page.getByRole("list", { name: "Steps of this job" });
      await expect(steps.getByRole("listitem").filter({ hasText: "Wait for health" }).first()).toBeVisible();
      // Leave and come back: the job runs on the server, and its page has lost nothing.
      await page.reload();
      await expect(steps.locator("[aria-current=step]")).toHaveCount(1);
      const side = page.getByRole("complementary", { name: "Job, services and probes" });
      await expectJobDone(page);
      await expect(side).toContainText(/Probes.*(\d+) of \1/);
      await expect(page.getByRole("log", { name: "Lines of raw output" })).not.toBeEmpty();
      return proposed;
    });
    panel.postgisStack = name;

    await page.getByRole("link", { name: `Open ${name}` }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.locator("header")).toContainText("Running");
    const connect = page.getByRole("region", { name: "Connect" });
    await expect(connect).not.toContainText(/[A-Za-z0-9]{24}/);
    await connect.getByRole("button", { name: "Reveal Admin" }).click();
    await expect(connect).toContainText(/[A-Za-z0-9]{24}/);
    expect(hands.clicks, "clicks after set-up").toHaveLength(MOST_CLICKS);
    expect(hands.typed, "values typed after set-up").toEqual([]);

    const url = await connect.getByRole("link", { name: /\/admin$/ }).getAttribute("href");
    const email = "admin@example.com";
    await expect(connect.getByText(email, { exact: true })).toBeVisible();
    const password = (await connect.getByText(/^[A-Za-z0-9]{24}$/).textContent()) ?? "";
    await signInToDirectus(browser, { url: url ?? "", email, password });
  },
);
