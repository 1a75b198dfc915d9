import { expect } from "@playwright/test";
import { createByApi } from "@/e2e/panel/api-stack";
import { signIn, test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";

test("without an engine, with one that is gone, without a worker", async ({ startPanel, browser }) => {
  for (const [name, engine] of [
    ["off", "off"],
    ["gone", { socket: "/nonexistent/docker.sock" }],
  ] as const) {
    const panel = await startPanel({ name, engine });
    await panel.ensureOwner();
    await createByApi(panel, { name: "atlas" });
    const context = await browser.newContext({ baseURL: panel.url });
    const page = await context.newPage();
    await signIn(page);
    await takeScreens(page, `engine-${name}-home`);
    await page.goto("/engine");
    await takeScreens(page, `engine-${name}`);
    await page.goto("/stacks/atlas");
    await takeScreens(page, `engine-${name}-stack`);
    await page.goto("/stacks/atlas/plan");
    await page.waitForTimeout(1000);
    await takeScreens(page, `engine-${name}-plan`);
    await page.goto("/new");
    await page.waitForTimeout(1500);
    await takeScreens(page, `engine-${name}-new`, { end: true });
    if (name === "off") {
      await context.close();
      continue;
    }
    await page.goto("/nowhere");
    await takeScreens(page, "not-found");
    await page.goto("/");
    await panel.killWorker();
    await expect(page.getByText(/Lost connection to Slipway/)).toBeVisible();
    await takeScreens(page, "worker-lost");
    await page.goto("/engine");
    await expect(page.getByText("Slipway's worker does not answer")).toBeVisible();
    await takeScreens(page, "worker-unavailable");
    await context.close();
  }
});
