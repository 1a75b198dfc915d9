import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { deployByHand } from "@/e2e/panel/deploy-by-hand";
import { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";

const DEPLOY_TIMEOUT_MS = 240_000;

test("a proven Supabase from the browser, nothing typed", ENGINE, async ({ page }) => {
  test.setTimeout(DEPLOY_TIMEOUT_MS + 90_000);
  const hands = await watchHands(page.context());
  const { name } = await deployByHand(page, hands, {
    kind: "Supabase",
    image: "supabase/postgres",
    timeoutMs: DEPLOY_TIMEOUT_MS,
  });
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.locator("header")).toContainText("Running");
  const connect = page.getByRole("region", { name: "Connect" });
  for (const part of ["/rest/v1", "/auth/v1", "/storage/v1", "anon", "service_role"]) {
    await expect(connect).toContainText(part);
  }
  await expectAccessible(page, "a Supabase that runs");

  // Off on a fresh database: enabled beside its row, and proven by an answer.
  await connect.getByRole("button", { name: "Enable GraphQL" }).click();
  const enabling = page.getByRole("dialog", { name: `Enable GraphQL: ${name}` });
  await expect(enabling).toContainText("pg_graphql");
  await expectAccessible(page, "an action of a stack");
  await enabling.getByRole("button", { name: "Enable GraphQL" }).click();
  await expectJobDone(page);
  await expect(page.getByRole("main")).toContainText("GraphQL answers the anon key");
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(connect.getByText("enabled", { exact: true })).toBeVisible();
  await expect(connect.getByRole("button", { name: "Enable GraphQL" })).toHaveCount(0);
  await page.goto(`/stacks/${name}/settings`);
  await expectAccessible(page, "settings of a Supabase");
});
