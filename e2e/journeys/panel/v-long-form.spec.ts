import { expect } from "@playwright/test";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";

/** Ten thousand marked words; the short form's, made by the same component, are held to axe in i-accessible. */
const FILES = '[aria-label="Rendered files"]';

test.use({ panelOptions: { name: "form", engine: "off" } });

test("a setting among many is found, changed, named among the changes, and set back", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: /^New Supabase stack/ }).click();
  await expect(page.getByRole("radio", { name: /^Supabase/ })).toBeChecked();
  const find = page.getByLabel("Find a setting");
  await expect(page.getByText("Nothing here has to be filled in.")).toBeVisible();
  await find.fill("google client");
  await expect(page.getByText("1 setting found")).toBeVisible();
  await page.getByLabel("Sign-in with Google").click();
  await page.getByLabel("Google: client id").fill("1234.apps.googleusercontent.com");
  await page.getByLabel("Google: client secret").fill("given-by-google");
  await expect(page.getByText(/put right first/)).toHaveCount(0);
  // A search is no part of the form: Enter in it must not send that.
  await find.press("Enter");
  await find.press("Escape");
  await expect(find).toHaveValue("");
  await expect(page.getByLabel("Google: client id")).toHaveCount(0);
  await page.getByRole("button", { name: "Google: client id" }).click();
  await expect(page.getByLabel("Google: client id")).toBeFocused();
  await expect(page.getByRole("region", { name: "OAuth providers" })).toContainText("Default: off");
  await expectAccessible(page, "a long form with changes", FILES);
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByText("Nothing here has to be filled in.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Supabase/ })).toBeChecked();
});

test("the settings of a stack are found by topic and by search, and what was changed is named", async ({
  panel,
  page,
}) => {
  const { name } = await createByApi(panel, {
    kind: "supabase",
    name: panel.stackName("form"),
    settings: {},
  });
  await page.goto(`/stacks/${name}/settings`);
  await page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Pooler" }).click();
  await expect(page.getByRole("heading", { name: "Pooler", exact: true })).toBeInViewport();
  await page.keyboard.press("/");
  await page.keyboard.type("site_url");
  await page.getByLabel("Site URL").fill("https://app.example.com");
  await expect(page.getByText(/^Changed: Site URL\./)).toBeVisible();
  await page.getByLabel("Site URL").fill("nowhere");
  await expect(page.getByText("1 field to put right first")).toBeVisible();
  await page.getByLabel("Find a setting").fill("");
  await page.getByRole("button", { name: "Show the first" }).click();
  await expect(page.getByLabel("Site URL")).toBeFocused();
  await expectAccessible(page, "settings with an error");
});

test("Enter takes the best hit, however fast it follows the letters", async ({ panel, page }) => {
  await createByApi(panel, { name: panel.stackName("renewed-stack"), settings: SQLITE });
  await page.goto("/activity");
  const palette = page.getByRole("dialog", { name: "Find or run" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.type("new stack");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "New stack" })).toBeVisible();
});
