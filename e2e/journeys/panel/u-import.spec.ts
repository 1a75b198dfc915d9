import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";
import { routes } from "@/lib/api/contract/routes";
import { OLD_ENV, OWN_KEYS } from "@/lib/stacks/supabase/import/test-support/example-files";

test.use({ panelOptions: { name: "import", engine: "off" } });

const PUBLISHED = "this_password_is_insecure_and_should_be_updated";

test("an installation's .env is read, reviewed and saved; what upstream publishes is made anew", async ({
  panel,
  page,
}) => {
  const env = OLD_ENV.replace(OWN_KEYS.DASHBOARD_PASSWORD, PUBLISHED);
  const name = panel.stackName("import");
  await page.goto("/new");
  await page.getByRole("link", { name: "Import an existing .env" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
  const review = page.getByRole("button", { name: "Review" });
  await expect(review).toBeDisabled();

  await page.getByLabel("File for .env").setInputFiles({
    name: ".env",
    mimeType: "text/plain",
    buffer: Buffer.from(env),
  });
  await page
    .getByLabel("kong.yml", { exact: true })
    .fill("basicauth_credentials: [{username: bob, password: b1}]");
  await review.click();
  const rows = page.getByRole("table", { name: "Variables of the file" }).getByRole("row");
  await expect(rows.filter({ hasText: "STRIPE_PRICE" })).toContainText("kept, unknown");
  await expect(rows.filter({ hasText: "IMGPROXY_ENABLE_WEBP_DETECTION" })).toContainText(
    "IMGPROXY_AUTO_WEBP",
  );
  await expect(page.getByRole("region", { name: "To know" })).toContainText("bob");
  await expectAccessible(page, "review of an import");
  expect(await rows.allInnerTexts().then((texts) => texts.join(" "))).not.toContain(OWN_KEYS.JWT_SECRET);

  const anew = page.getByLabel("Do not take DASHBOARD_PASSWORD over");
  await expect(anew).toBeChecked();
  await anew.uncheck();
  await expect(rows.filter({ hasText: "DASHBOARD_PASSWORD" })).toContainText("kept");
  await anew.check();
  await expect(rows.filter({ hasText: "DASHBOARD_PASSWORD" })).toContainText("Made anew");

  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Save the stack" }).click();
  await page.waitForURL(new RegExp(`/stacks/${name}$`));
  const revealed = async (secret: string) =>
    (await panel.control.call(routes["stacks.reveal"], { params: { stack: name, secret } })).value;
  expect(await revealed("jwtSecret")).toBe(OWN_KEYS.JWT_SECRET);
  expect(await revealed("dashboardUsers")).toBe("bob:b1");
  expect(await revealed("dashboardPassword")).not.toBe(PUBLISHED);
});
