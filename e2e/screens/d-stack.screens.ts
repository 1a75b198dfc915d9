import { expect } from "@playwright/test";
import { deployByApi, jobEnd, SQLITE } from "@/e2e/panel/api-stack";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { expectPlan } from "@/e2e/panel/plan-page";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

test("home and the pages of a stack that runs", async ({ postgis: stack, page }) => {
  await page.goto("/");
  await takeScreens(page, "home");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("re");
  await takeScreens(page, "palette");
  await page.keyboard.press("Escape");
  await page.goto("/activity");
  await takeScreens(page, "activity");

  await page.goto(`/stacks/${stack}`);
  await takeScreens(page, "stack", { end: true });
  await givePasswordWhenAsked(page);
  await page.getByRole("button", { name: "Reveal Admin" }).click();
  await page.waitForTimeout(500);
  await takeScreens(page, "stack-revealed");
  await page.getByRole("button", { name: `More actions for ${stack}` }).click();
  await takeScreens(page, "stack-menu");
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await expect(page.getByRole("alertdialog").getByRole("switch")).toHaveCount(4);
  await page.getByRole("alertdialog").getByRole("switch").first().click();
  await takeScreens(page, "remove");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "directus", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "directus" })).toContainText("Health checks");
  await takeScreens(page, "service");
});

test("logs, keys, files, settings, activity", async ({ postgis: stack, page }) => {
  await page.goto(`/stacks/${stack}/logs`);
  await expect(page.getByRole("log")).toContainText("directus");
  await takeScreens(page, "logs");
  await page.getByRole("button", { name: "Download" }).click();
  await takeScreens(page, "logs-download");
  await page.keyboard.press("Escape");
  await page.getByLabel("Filter the lines").fill("ready");
  await page.getByRole("button", { name: "Pause" }).click();
  await takeScreens(page, "logs-filtered-paused");
  await page.goto(`/stacks/${stack}/keys`);
  await takeScreens(page, "stack-keys", { end: true });
  await page.goto(`/stacks/${stack}/files`);
  await takeScreens(page, "stack-files", { end: true });
  await page.goto(`/stacks/${stack}/settings`);
  await takeScreens(page, "stack-settings", { end: true });
});

test("a changed setting, its plan, a conflict", async ({ postgis: stack, page, panel }) => {
  await page.goto(`/stacks/${stack}/settings`);
  await page.getByLabel("Log level").selectOption("debug");
  await panel.control.call(routes["revisions.create"], {
    params: { stack },
    body: { base: 1, settings: { ...(await settingsOf()), aiEnabled: false }, access: { mode: "private" } },
  });
  await page.getByRole("button", { name: /^Save as revision/ }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await takeScreens(page, "settings-conflict");
  await page.getByRole("button", { name: "Take their revision, keep my changes" }).click();
  await page.getByRole("button", { name: "Save as revision 3" }).click();
  await expectPlan(page);
  await takeScreens(page, "plan", { end: true });
  await page.goto(`/stacks/${stack}`);
  await takeScreens(page, "stack-changed");
  await page.goto(`/stacks/${stack}/activity`);
  await takeScreens(page, "stack-activity");

  async function settingsOf() {
    return (await panel.control.call(routes["stacks.show"], { params: { stack } })).settings;
  }
});

test("a stopped stack, an unhealthy one", async ({ panel, page }) => {
  const { id, name } = await deployByApi(panel, { name: "quay", settings: SQLITE });
  const { id: job } = await panel.control.call(routes["stacks.stop"], { params: { stack: id } });
  await jobEnd(panel, job);
  await page.goto(`/stacks/${name}`);
  await takeScreens(page, "stack-stopped");
  await panel.docker?.getContainer(`${panel.postgisStack}-database-1`).stop();
  await page.waitForTimeout(3000);
  await page.goto(`/stacks/${panel.postgisStack}`);
  await takeScreens(page, "stack-degraded");
  await page.goto("/");
  await takeScreens(page, "home-attention");
});
