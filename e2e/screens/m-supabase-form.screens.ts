import { expect, type Page } from "@playwright/test";
import { foldedTopicsOf } from "@/components/stacks/definition/form-topics";
import { createByApi } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { choose } from "@/e2e/panel/choose";
import { test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { kindForm } from "@/lib/web/kind-form";

test("a new Supabase: as it comes, each topic, a search, changes, errors", async ({ page }) => {
  await openForm(page);
  await expectAccessible(page, "new Supabase");
  await takeScreens(page, "supabase-new", { end: true });
  await choose(page, /^Lite/);
  await settled(page);
  await takeScreens(page, "supabase-new-lite");
  for (const { id, label } of foldedTopicsOf(kindForm(supabase)).slice(1)) {
    await openForm(page);
    await page.getByRole("button", { name: new RegExp(`^${label}\\s*\\d`) }).click();
    await expect(page.getByRole("region", { name: label, exact: true })).toBeVisible();
    await takeScreens(page, `supabase-new-${id}`, { whole: true });
  }
  await openForm(page);
  await page.getByLabel("Find a setting").fill("google");
  await expect(page.getByText(/found$/)).toBeVisible();
  await takeScreens(page, "supabase-new-search");
  await page.getByLabel("Sign-in with Google").click();
  await page.getByLabel("Google: client id").fill("1234.apps.googleusercontent.com");
  await page.getByLabel("Google: client secret").fill("given-by-google");
  await page.getByLabel("Find a setting").fill("site url");
  await page.getByLabel("Site URL").fill("https://app.example.com");
  await page.getByLabel("Find a setting").fill("");
  await page.getByRole("button", { name: /^OAuth providers/ }).click();
  await settled(page);
  await takeScreens(page, "supabase-new-changed", { whole: true });
  await page.getByRole("button", { name: /^URLs/ }).click();
  await page.getByLabel("Site URL").fill("not a url");
  await page.getByLabel("Port", { exact: true }).fill("70000");
  await expect(page.getByText(/fields to put right first/)).toBeVisible();
  await expectAccessible(page, "new Supabase with errors");
  await takeScreens(page, "supabase-new-errors", { whole: true });
});

test("a test message that no server takes, among the settings of e-mail", async ({ panel, page }) => {
  const { name } = await createByApi(panel, {
    kind: "supabase",
    name: panel.stackName("mail"),
    settings: {
      ...{ mailTransport: "smtp", smtpHost: "127.0.0.1", smtpPort: 9 },
      ...{ smtpUser: "", smtpAdminEmail: "panel@example.com" },
    },
  });
  await page.goto(`/stacks/${name}/settings`);
  const topic = page.getByRole("region", { name: "E-mail", exact: true });
  await topic.getByLabel("Test message").fill("ann@example.com");
  await topic.getByRole("button", { name: "Send" }).click();
  await expect(topic).toContainText("Nothing listens at 127.0.0.1");
  await topic.scrollIntoViewIfNeeded();
  await takeScreens(page, "supabase-settings-mail", { whole: true });
});

async function openForm(page: Page): Promise<void> {
  await page.goto("/new?kind=supabase");
  await page.evaluate(() => localStorage.clear());
  await page.goto("/new?kind=supabase");
  await expect(page.getByRole("radio", { name: /^Supabase/ })).toBeChecked();
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Pre-flight" })).toContainText(/\d of \d+ passed/);
}
