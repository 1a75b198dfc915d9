import { expect } from "@playwright/test";
import { createByApi, deployByApi } from "@/e2e/panel/api-stack";
import { signIn, test } from "@/e2e/panel/journey";
import { startSlowRegistry } from "@/e2e/screens/slow-images";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

const BYTES_PER_SECOND = 4 * 1024 * 1024;

test("a pull, and a deploy that fails", async ({ startPanel, browser }) => {
  const slow = await startSlowRegistry(BYTES_PER_SECOND);
  try {
    const panel = await startPanel({ name: "pull", environment: { SLIPWAY_REGISTRY: slow.host } });
    await panel.ensureOwner();
    const context = await browser.newContext({ baseURL: panel.url });
    const page = await context.newPage();
    await signIn(page);
    const { id } = await createByApi(panel, { name: "atlas-cms" });
    const deploy = () => panel.control.call(routes["stacks.deploy"], { params: { stack: id }, body: {} });
    const { number } = await deploy();
    await page.goto(`/jobs/${number}`);
    await page.waitForTimeout(6000);
    await takeScreens(page, "deploy-pulling");
    await page.goto("/");
    await takeScreens(page, "home-deploying");
    await page.goto(`/jobs/${number}`);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
    await takeScreens(page, "deploy-cancelled");
    await page.goto("/stacks/atlas-cms");
    await takeScreens(page, "stack-after-cancel");
    await context.close();
  } finally {
    await slow.stop();
  }
});

test("a deploy whose image is missing", async ({ startPanel, browser }) => {
  const panel = await startPanel({ name: "missing", environment: { SLIPWAY_REGISTRY: "127.0.0.1:9" } });
  await panel.ensureOwner();
  const context = await browser.newContext({ baseURL: panel.url });
  const page = await context.newPage();
  await signIn(page);
  const { id } = await createByApi(panel, { name: "fjord" });
  await panel.control.call(routes["stacks.deploy"], { params: { stack: id }, body: {} });
  await page.goto("/jobs/1");
  await expect(page.getByText("Failed", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await takeScreens(page, "deploy-failed", { end: true });
  await page.goto("/stacks/fjord");
  await takeScreens(page, "stack-failed");
  await page.goto("/");
  await takeScreens(page, "home-failed");
  await context.close();
});

test("a deploy that waits for health and is proven", async ({ panel, page }) => {
  const { id } = await createByApi(panel, { name: "atlas" });
  const { number } = await panel.control.call(routes["stacks.deploy"], { params: { stack: id }, body: {} });
  await page.goto(`/jobs/${number}`);
  const current = page.locator("[aria-current=step]");
  await expect(current).toContainText("Start containers", { timeout: 120_000 });
  await page.waitForTimeout(3000);
  await takeScreens(page, "deploy-starting");
  await page.goto("/stacks/atlas");
  await takeScreens(page, "stack-deploying");
  await page.goto(`/jobs/${number}`);
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 240_000 });
  await takeScreens(page, "deploy-done", { end: true });
  panel.postgisStack = "atlas";
  await deployByApi(panel, { name: "lab", settings: { database: "sqlite" } });
});
