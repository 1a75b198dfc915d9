import { expect } from "@playwright/test";
import { deployByApi, jobEnd } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

test("a Supabase on its way and once it runs: every page of it, every change", async ({ panel, page }) => {
  test.setTimeout(560_000);
  await givePasswordWhenAsked(page);
  const { id, name } = await panel.control.call(routes["stacks.create"], {
    body: { kind: "supabase", name: "quiet-harbor", settings: {} },
  });
  await page.goto(`/stacks/${name}/plan`);
  await takeScreens(page, "supabase-plan-first", { end: true });
  const job = await panel.control.call(routes["stacks.deploy"], { params: { stack: id }, body: {} });
  await page.goto(`/jobs/${job.number}`);
  await expect(page.locator("[aria-current=step]")).toContainText("Start containers", { timeout: 120_000 });
  await page.waitForTimeout(3000);
  await takeScreens(page, "supabase-job-starting");
  // Chromium breaks off what it loads while networks of containers come and go.
  await expect(async () => void (await page.goto(`/stacks/${name}`))).toPass();
  await takeScreens(page, "supabase-deploying");
  await jobEnd(panel, job.id);
  await page.goto(`/jobs/${job.number}`);
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await expectAccessible(page, "job of a Supabase");
  await takeScreens(page, "supabase-job-done", { whole: true });

  await page.goto(`/stacks/${name}`);
  await expect(page.locator("header")).toContainText("Running");
  await page.waitForTimeout(8000);
  await expectAccessible(page, "a Supabase that runs");
  await takeScreens(page, "supabase");
  await takeScreens(page, "supabase-whole", { whole: true });
  await page.getByRole("button", { name: "Enable GraphQL" }).click();
  await expect(page.getByRole("dialog")).toContainText("pg_graphql");
  await takeScreens(page, "supabase-enable-graphql");
  await page.keyboard.press("Escape");
  for (const secret of ["Publishable key", "anon key", "Studio sign-in"]) {
    await page.getByRole("button", { name: `Reveal ${secret}` }).click();
    await expect(page.getByRole("button", { name: `Hide ${secret}` })).toBeVisible();
  }
  await page.getByRole("tab", { name: "psql" }).click();
  await takeScreens(page, "supabase-revealed", { whole: true });
  await page.getByRole("button", { name: "auth", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "auth" })).toContainText("Health checks");
  await takeScreens(page, "supabase-service");
  await page.keyboard.press("Escape");

  await page.goto(`/stacks/${name}/logs`);
  await expect(page.getByRole("log")).toContainText("auth");
  await takeScreens(page, "supabase-logs");
  await page.getByRole("button", { name: "auth", exact: true }).click();
  await page.getByLabel("Filter the lines").fill("listen");
  await page.waitForTimeout(500);
  await takeScreens(page, "supabase-logs-filtered");
  for (const [path, what] of [
    ["keys", "supabase-keys"],
    ["settings", "supabase-settings"],
    ["functions", "supabase-functions"],
    ["files", "supabase-files"],
    ["activity", "supabase-activity"],
  ] as const) {
    await page.goto(`/stacks/${name}/${path}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await page.waitForTimeout(500);
    await expectAccessible(page, what);
    await takeScreens(page, what, { whole: path !== "files", end: path === "files" });
  }

  await page.goto(`/stacks/${name}/settings`);
  await page.getByLabel("Find a setting").fill("smtp");
  await expect(page.getByText(/found$/)).toBeVisible();
  await takeScreens(page, "supabase-settings-search");
  await page.getByLabel("Find a setting").fill("");
  await page.getByLabel("Site URL").fill("https://app.example.com");
  await page.getByLabel("Sign-in with Google").click();
  await page.getByLabel("Google: client id").fill("1234.apps.googleusercontent.com");
  await page.waitForTimeout(1500);
  await takeScreens(page, "supabase-settings-changed");

  for (const [secret, what] of [
    ["Database password", "supabase-plan-password"],
    ["JWT secret", "supabase-plan-jwt"],
  ] as const) {
    await page.goto(`/stacks/${name}/keys`);
    await page.getByRole("button", { name: `Make anew: ${secret}` }).click();
    await takeScreens(page, `${what}-dialog`);
    await page.getByRole("button", { name: /^Save revision/ }).click();
    await page.waitForURL(/\/plan$/);
    await expect(page.getByRole("list", { name: "Operations in order" })).toBeVisible();
    await expectAccessible(page, what);
    await takeScreens(page, what, { whole: true });
  }
  const { settings, access, revision } = await panel.control.call(routes["stacks.show"], {
    params: { stack: id },
  });
  await panel.control.call(routes["revisions.create"], {
    params: { stack: id },
    body: { base: revision, settings: { ...settings, profile: "lite" }, access },
  });
  await page.goto(`/stacks/${name}/plan`);
  await takeScreens(page, "supabase-plan-profile", { whole: true });
  await page.goto(`/stacks/${name}`);
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: /^Take down/ }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Volumes");
  await takeScreens(page, "supabase-take-down");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await expect(page.getByRole("alertdialog").getByRole("switch").first()).toBeVisible();
  await page.getByRole("alertdialog").getByRole("switch").first().click();
  await takeScreens(page, "supabase-remove");
});

test("a Supabase with logs, its maintenance, and home with a Directus beside it", async ({
  panel,
  page,
  postgis: _beside,
}) => {
  test.setTimeout(400_000);
  const { name } = await deployByApi(panel, {
    kind: "supabase",
    name: panel.stackName("full"),
    settings: { profile: "full" },
  });
  await page.goto("/");
  await page.waitForTimeout(8000);
  await takeScreens(page, "supabase-home");
  await page.goto(`/stacks/${name}`);
  const reset = page.getByRole("button", { name: "Reset analytics" });
  await expect(reset).toBeVisible();
  await takeScreens(page, "supabase-full", { whole: true });
  await reset.click();
  await expect(page.getByRole("alertdialog")).toContainText("Lost for good");
  await takeScreens(page, "supabase-reset-analytics");
});
