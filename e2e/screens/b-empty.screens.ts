import { expect } from "@playwright/test";
import { createByApi } from "@/e2e/panel/api-stack";
import { choose } from "@/e2e/panel/choose";
import { test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";

test("before the first stack", async ({ page }) => {
  await page.goto("/");
  await takeScreens(page, "home-empty");
  await page.goto("/activity");
  await takeScreens(page, "activity-empty");
  await page.goto("/engine");
  await takeScreens(page, "engine");
  await page.goto("/settings");
  await takeScreens(page, "settings", { end: true });
});

test("new stack", async ({ page }) => {
  const preflight = page.getByRole("region", { name: "Pre-flight" });
  await page.goto("/new");
  await expect(preflight).toContainText(/passed/);
  await takeScreens(page, "new-stack", { end: true });
  await choose(page, "This address");
  await expect(preflight).toContainText(/passed/);
  await takeScreens(page, "new-stack-address");
  await page.getByLabel("Name", { exact: true }).fill("Not A Name");
  await page.getByLabel("Port", { exact: true }).fill("70000");
  await expect(page.getByText("2 fields to put right first")).toBeVisible();
  await takeScreens(page, "new-stack-errors");
  await page.getByLabel("Name", { exact: true }).fill("atlas");
  await page.getByLabel("Port", { exact: true }).fill("22");
  await page.getByRole("button", { name: /^E-mail/ }).click();
  await page.getByLabel("Sending e-mail").selectOption("smtp");
  await page.getByRole("button", { name: /^Operation/ }).click();
  await page.getByRole("button", { name: "Add a variable" }).click();
  await page.getByLabel("Name of variable 1").fill("CACHE_REDIS");
  await page.getByLabel("Value of CACHE_REDIS").fill("redis://cache:6379");
  await page.waitForTimeout(1500);
  await takeScreens(page, "new-stack-advanced", { end: true });
});

test("a stack that was saved and not deployed", async ({ panel, page }) => {
  await createByApi(panel, { name: "draft" });
  await page.goto("/stacks/draft");
  await takeScreens(page, "stack-not-deployed");
  await page.goto("/stacks/draft/plan");
  await takeScreens(page, "plan-first-deploy", { end: true });
  await page.goto("/stacks/draft/logs");
  await expect(page.getByText("No lines yet")).toBeVisible();
  await takeScreens(page, "logs-empty");
});
