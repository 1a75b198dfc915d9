import { expect, test } from "@playwright/test";
import { LaunchedPanel, ownPlace } from "@/e2e/panel/launched-panel";

/** A built panel is there at once: 2 s on an idle machine, with room for a busy one. */
const SECOND_START_MS = 10_000;

test("npm start prints a link that makes the owner; a second one says where the panel is; Ctrl-C ends it", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const place = await ownPlace();
  const environment = { ...place.environment, SLIPWAY_ENGINE: "off" };
  const first = LaunchedPanel.launch(environment);
  const context = await browser.newContext();
  try {
    const link = await first.printed(/http:\S+#token=\S+/);
    const page = await context.newPage();
    await page.goto(link);
    await page.getByLabel("Name").fill("mara");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "Create owner and sign in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();

    const again = LaunchedPanel.launch(environment);
    await again.printed(/already runs from this data folder: http:\S+/);
    expect(await again.ended()).toBe(0);

    expect(await first.interrupt()).toBe(0);
    await expect(page.goto("/")).rejects.toThrow();

    const startedMs = Date.now();
    const second = LaunchedPanel.launch(environment);
    await second.printed(/Slipway is running/);
    expect(Date.now() - startedMs).toBeLessThan(SECOND_START_MS);
    // The session outlives the panel's restart.
    await page.goto(new URL("/engine", link).href);
    await expect(page.getByRole("heading", { level: 1, name: "Engine" })).toBeVisible();
    await second.interrupt();
  } finally {
    await first.interrupt();
    await context.close();
    await place.done();
  }
});
