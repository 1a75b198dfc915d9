import { expect } from "@playwright/test";
import { deployByApi } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { choose } from "@/e2e/panel/choose";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { takeScreens } from "@/e2e/screens/take-screens";

const SEC1 = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n";

test("the form of a new SpacetimeDB", async ({ page }) => {
  await page.goto("/new?kind=spacetimedb");
  const preflight = page.getByRole("region", { name: "Pre-flight" });
  await expect(preflight).toContainText(/passed/);
  await takeScreens(page, "spacetimedb-new", { whole: true });
  await choose(page, "This address");
  await page.getByRole("button", { name: /^Network/ }).click();
  await page.getByRole("switch", { name: "Let only clients through from outside" }).click();
  await page.getByRole("button", { name: /^Data and keys/ }).click();
  await page.getByLabel("Data and keys are kept").selectOption("folders");
  await page.waitForTimeout(1500);
  await takeScreens(page, "spacetimedb-new-open", { whole: true });
});

test("a SpacetimeDB that runs, with monitoring: its card and its keys", async ({ panel, page }) => {
  test.setTimeout(300_000);
  await givePasswordWhenAsked(page);
  const { name } = await deployByApi(panel, {
    kind: "spacetimedb",
    name: "swift-comet",
    settings: { flavour: "release-test", monitoring: true },
  });
  await page.goto(`/stacks/${name}`);
  await expect(page.locator("header")).toContainText("Running");
  await page.waitForTimeout(3000);
  await takeScreens(page, "spacetimedb", { whole: true });
  await page.getByRole("tab", { name: "psql" }).click();
  await takeScreens(page, "spacetimedb-psql", { end: true });

  await page.goto(`/stacks/${name}/keys`);
  await expect(page.getByRole("button", { name: "Make a token" })).toBeDisabled();
  await takeScreens(page, "spacetimedb-keys", { whole: true });
  await page.getByLabel("User", { exact: true }).fill("bob");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByRole("region", { name: "Token of bob" })).toBeVisible();
  await expectAccessible(page, "spacetimedb-keys-token");
  await takeScreens(page, "spacetimedb-keys-token", { whole: true });
  await page.getByRole("button", { name: "Import: Private key" }).click();
  await page.getByRole("dialog").getByLabel("Private key", { exact: true }).fill(SEC1);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Save revision/ })
    .click();
  await expect(page.getByRole("dialog")).toContainText("openssl");
  await takeScreens(page, "spacetimedb-keys-import");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Make anew: Private key" }).click();
  await takeScreens(page, "spacetimedb-keys-renew");
  await page.keyboard.press("Escape");
  await page.goto(`/stacks/${name}/settings`);
  await takeScreens(page, "spacetimedb-settings", { whole: true });
});
