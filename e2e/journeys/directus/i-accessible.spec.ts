import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { ENGINE, test } from "@/e2e/panel/journey";

test("axe finds nothing serious on the pages of a deployed stack", ENGINE, async ({ postgis, page }) => {
  test.setTimeout(240_000);
  for (const path of ["", "/logs", "/settings", "/keys", "/files", "/backups", "/activity", "/plan"]) {
    await page.goto(`/stacks/${postgis}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: postgis })).toBeVisible();
    if (path === "/logs") await expect(page.getByRole("log")).toContainText("directus");
    await expectAccessible(page, `stack${path}`);
  }
  await page.goto("/jobs/1");
  await expect(page.getByRole("list", { name: "Steps of this job" })).toBeVisible();
  await expectAccessible(page, "job");

  await page.goto(`/stacks/${postgis}`);
  await page.getByRole("button", { name: "directus", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "directus" })).toContainText("Health checks");
  await expectAccessible(page, "service sheet");
});
