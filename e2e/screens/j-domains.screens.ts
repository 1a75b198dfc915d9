import { expect } from "@playwright/test";
import { deployByApi, SQLITE } from "@/e2e/panel/api-stack";
import { choose } from "@/e2e/panel/choose";
import { test } from "@/e2e/panel/journey";
import { needOwnAddress } from "@/e2e/panel/needs";
import { takeScreens } from "@/e2e/screens/take-screens";

test("names, and what others reach", async ({ panel, page }) => {
  test.setTimeout(240_000);
  const ownAddress = needOwnAddress();
  await page.goto("/settings/domains");
  await expect(page.getByText("No name leads here yet")).toBeVisible();
  await takeScreens(page, "domains-empty", { end: true });

  await page.goto("/new");
  await choose(page, "Domain");
  await page.getByLabel("Domain of Directus").fill("cms.example.invalid");
  await expect(page.getByText(/cms\.example\.invalid/).last()).toBeVisible();
  await page.waitForTimeout(1_500);
  await takeScreens(page, "new-domain", { end: true });

  const access = { mode: "address", host: ownAddress ?? "" } as const;
  const { name } = await deployByApi(panel, {
    name: "open-shop",
    settings: { ...SQLITE, port: 18055 },
    access,
  });
  await page.goto(`/stacks/${name}`);
  await expect(page.getByRole("heading", { name: /Exposure|Reachable/ }).first()).toBeVisible();
  await takeScreens(page, "stack-exposed", { end: true });
  await page.goto("/engine");
  await takeScreens(page, "engine-exposed", { end: true });
});
