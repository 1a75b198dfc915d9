import { expect, type Page } from "@playwright/test";
import { createByApi } from "@/e2e/panel/api-stack";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { expectPlan } from "@/e2e/panel/plan-page";
import { containersOf } from "@/e2e/panel/run-traces";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { routes } from "@/lib/api/contract/routes";

const APPLY_TIMEOUT_MS = 90_000;

test(
  "a changed setting recreates its service alone, an unchanged revision none, an earlier one comes back",
  ENGINE,
  async ({ panel, postgis, page }) => {
    test.setTimeout(3 * APPLY_TIMEOUT_MS);
    const before = await idsByService(panel, postgis);
    expect([...before.keys()]).toEqual(["database", "directus", "redis"]);

    await page.goto(`/stacks/${postgis}/settings`);
    await page.getByLabel("Log level").selectOption("debug");
    await page.getByRole("button", { name: /^Save as revision/ }).click();
    await expectPlan(page);
    const operations = page.getByRole("list", { name: "Operations in order" });
    await expect(operations.getByRole("listitem").filter({ hasText: "Recreate" })).toHaveCount(1);
    const recreated = operations.getByRole("listitem").filter({ hasText: "Recreate" });
    await expect(recreated).toContainText("directus");
    await expect(recreated).toContainText("LOG_LEVEL");
    await expect(page.getByRole("region", { name: ".env", exact: true })).toContainText("LOG_LEVEL=debug");
    await apply(page);
    const changed = await idsByService(panel, postgis);
    expect(changed.get("directus")).not.toBe(before.get("directus"));
    expect(changed.get("database")).toBe(before.get("database"));
    expect(changed.get("redis")).toBe(before.get("redis"));

    await page.goto(`/stacks/${postgis}/plan`);
    await expect(page.getByText("nothing to change")).toBeVisible();
    await apply(page);
    expect(await idsByService(panel, postgis)).toEqual(changed);

    await page.goto(`/stacks/${postgis}/activity`);
    const first = page.getByRole("listitem").filter({ hasText: /^Revision 1/ });
    await first.getByRole("link", { name: "Plan going back" }).click();
    await expect(page.getByRole("heading", { name: "From revision 2 to 1" })).toBeVisible();
    await apply(page);
    const back = await idsByService(panel, postgis);
    expect(back.get("directus")).not.toBe(changed.get("directus"));
    expect(back.get("database")).toBe(before.get("database"));
    await page.goto(`/stacks/${postgis}`);
    await expect(page.locator("header")).toContainText("Running");
    await page.goto("/activity");
    await expect(page.getByRole("link", { name: new RegExp(`Deploy ${postgis} revision 1`) })).toHaveCount(2);
  },
);

async function apply(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Apply revision|Check and probe again)/ }).click();
  await expectJobDone(page, APPLY_TIMEOUT_MS);
}

async function idsByService(panel: TestPanel, stack: string): Promise<Map<string, string>> {
  if (panel.docker === null) throw new Error("This panel has no engine");
  const found = await containersOf(panel.docker, [`com.docker.compose.project=${stack}`]);
  return new Map(
    [...found].map(([name, { id }]) => [name.slice(stack.length + 1).replace(/-\d+$/, ""), id] as const),
  );
}

test("a variable that looks like a secret is shown to nobody, and stays stored until it is typed anew", async ({
  panel,
  page,
}) => {
  const variables = [{ name: "AUTH_GITHUB_CLIENT_SECRET", value: "typed-by-the-owner" }];
  const { id, name } = await createByApi(panel, {
    name: panel.stackName("variable"),
    settings: { variables },
  });
  for (const path of ["", "/settings", "/files"]) {
    await page.goto(`/stacks/${name}${path}`);
    await expect(page.getByRole("link", { name: "Settings", exact: true }).last()).toBeVisible();
    expect(await page.content()).not.toContain("typed-by-the-owner");
  }

  await page.goto(`/stacks/${name}/settings`);
  const value = page.getByLabel("Value of AUTH_GITHUB_CLIENT_SECRET");
  await expect(value).toHaveValue("");
  await expect(value).toHaveAttribute("placeholder", "Stored. Leave empty to keep it");
  const save = page.getByRole("button", { name: /^Save as revision/ });
  await value.fill("typed-anew");
  await expect(save).toBeEnabled();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("typed-anew");
  await value.fill("");
  await expect(save).toBeDisabled();

  await page.getByLabel("Log level").selectOption("debug");
  await save.click();
  await page.waitForURL(/\/(plan|files)$/);
  // The variable is no part of what the revision changed: it holds what it held.
  const saveOver = (value: string) =>
    panel.control.call(routes["revisions.create"], {
      params: { stack: id },
      body: {
        base: 2,
        settings: { variables: [{ name: "AUTH_GITHUB_CLIENT_SECRET", value }] },
        access: { mode: "private" },
      },
    });
  expect((await saveOver("typed-by-the-owner")).changes).toEqual([]);
});
