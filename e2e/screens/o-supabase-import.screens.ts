import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";
import { OLD_ENV, OWN_KEYS } from "@/lib/stacks/supabase/import/test-support/example-files";

test.use({ panelOptions: { name: "import", engine: "off" } });

const PUBLISHED = "this_password_is_insecure_and_should_be_updated";

test("an import: empty, refused, reviewed with published values and unknown names", async ({ page }) => {
  await page.goto("/new/import");
  await takeScreens(page, "import-empty");
  await page.getByLabel(".env", { exact: true }).fill("<html>not a file of variables</html>");
  await page.getByRole("button", { name: "Review" }).click();
  await page.waitForTimeout(1500);
  await takeScreens(page, "import-refused");
  const env = OLD_ENV.replace(OWN_KEYS.DASHBOARD_PASSWORD, PUBLISHED);
  await page.getByLabel(".env", { exact: true }).fill(env);
  await page
    .getByLabel("kong.yml", { exact: true })
    .fill("basicauth_credentials: [{username: bob, password: b1}]");
  await takeScreens(page, "import-pasted", { end: true });
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("table", { name: "Variables of the file" })).toBeVisible();
  await expectAccessible(page, "review of an import");
  await takeScreens(page, "import-review", { whole: true });
});
