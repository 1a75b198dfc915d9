import { expect } from "@playwright/test";
import { ENGINE, test } from "@/e2e/panel/journey";

test(
  "an empty data folder beside stacks that run is no fresh installation",
  ENGINE,
  async ({ postgis, startPanel, browser }) => {
    const panel = await startPanel({ name: "empty", environment: { SLIPWAY_FRESH: "0" } });
    const context = await browser.newContext({ baseURL: panel.url });
    const page = await context.newPage();
    await page.goto("/");
    const refusal = page.getByRole("main").getByRole("alert");
    await expect(refusal, `while ${postgis} is there`).toContainText("This panel must not be set up.");
    await expect(refusal).toContainText("SLIPWAY_FRESH=1");
    await context.close();
  },
);
