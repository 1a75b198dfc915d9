import { expect } from "@playwright/test";
import { createByApi } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";

test("axe finds nothing serious on the other pages, menus and dialogs", async ({ panel, page, watch }) => {
  test.setTimeout(240_000);
  watch.allow(/status of 404/);
  const { name } = await createByApi(panel, { name: panel.stackName("axe") });
  for (const path of [
    "/",
    "/new",
    "/new/import",
    "/activity",
    "/engine",
    "/settings",
    "/settings/people",
    "/settings/audit",
    `/stacks/${name}`,
    "/nowhere",
  ]) {
    await page.goto(path);
    if (path === "/new")
      await expect(page.getByRole("region", { name: "Rendered files" })).toContainText("image");
    await expectAccessible(page, path);
  }
  await page.goto("/new");
  await page.getByLabel("Name", { exact: true }).fill("Not A Name");
  await expect(page.getByText("1 field to put right first")).toBeVisible();
  for (const topic of ["E-mail", "Files", "Cache", "Realtime", "Security", "Operation"]) {
    await page.getByRole("button", { name: new RegExp(`^${topic}`) }).click();
  }
  await expectAccessible(page, "new stack, every topic open, one error");

  await page.goto(`/stacks/${name}`);
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page, "menu");
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(page, "remove dialog");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Find or run" })).toBeVisible();
  await expectAccessible(page, "palette");
});

test("axe finds nothing serious where nobody is signed in", async ({
  visitor,
  panel,
  startPanel,
  browser,
}) => {
  await panel.ensureOwner();
  await visitor.goto("/sign-in");
  await expectAccessible(visitor, "sign-in");
  const fresh = await startPanel({ name: "fresh", engine: "off" });
  const context = await browser.newContext({ baseURL: fresh.url });
  const page = await context.newPage();
  await page.goto(await fresh.setupLink());
  await expect(page.getByLabel("Name")).toBeVisible();
  await expectAccessible(page, "set-up");
  await page.goto("/setup");
  await expectAccessible(page, "set-up without a token");
  await context.close();
});
