import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { deployByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { downloaded } from "@/e2e/panel/download";
import { expectFocusIn } from "@/e2e/panel/focus";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { routes } from "@/lib/api/contract/routes";

const DEPLOY_TIMEOUT_MS = 150_000;

/** A Directus by its API, as the generated admin. */
async function signIn(panel: TestPanel, stack: string, url: string) {
  const { settings } = await panel.control.call(routes["stacks.show"], { params: { stack } });
  const secret = { params: { stack, secret: "adminPassword" } };
  const { value: password } = await panel.control.call(routes["stacks.reveal"], secret);
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ email: settings.adminEmail, password });
  const answer = await fetch(new URL("/auth/login", url), { method: "POST", headers, body });
  const { data } = (await answer.json()) as { data: { access_token: string } };
  return { ...headers, authorization: `Bearer ${data.access_token}` };
}

/** Something that is in the database alone, and that whoever signs in may change. */
async function rename(panel: TestPanel, stack: string, url: string, projectName: string): Promise<void> {
  const headers = await signIn(panel, stack, url);
  const body = JSON.stringify({ project_name: projectName });
  const answer = await fetch(new URL("/settings", url), { method: "PATCH", headers, body });
  expect(answer.status).toBe(200);
}

async function nameOf(url: string): Promise<string> {
  const answer = await fetch(new URL("/server/info", url));
  const { data } = (await answer.json()) as { data: { project: { project_name: string } } };
  return data.project.project_name;
}

const rows = (page: Page, name: string) =>
  page.getByRole("table", { name: `Backups of ${name}` }).locator("tbody tr");

async function choose(page: Page, entry: RegExp): Promise<void> {
  await page
    .getByRole("button", { name: /^More actions for the backup of/ })
    .last()
    .click();
  await page.getByRole("menuitem", { name: entry }).click();
}

test(
  "a stack's data is backed up, changed, restored, taken back, and its backups deleted",
  ENGINE,
  async ({ panel, page }) => {
    test.setTimeout(DEPLOY_TIMEOUT_MS + 330_000);
    const stack = await deployByApi(panel, { name: panel.stackName("cold"), settings: SQLITE });
    const { name } = stack;
    const url = stack.primaryUrl ?? "";
    await rename(panel, name, url, "First");
    await givePasswordWhenAsked(page);

    await page.goto(`/stacks/${name}`);
    await page.getByRole("navigation", { name, exact: true }).getByRole("link", { name: "Backups" }).click();
    await expect(page.getByText("No backup yet")).toBeVisible();
    await expectAccessible(page, "a stack without a backup");
    await page.getByRole("button", { name: "Back up now" }).click();
    const backUp = page.getByRole("dialog", { name: `Back up ${name}` });
    await expect(backUp).toContainText("Stops directus while the data is read");
    await expect(backUp.getByRole("list", { name: "What is kept" })).toContainText(`${name}_database`);
    await expectAccessible(page, "the dialog of a backup");
    await backUp.getByRole("button", { name: "Back up now" }).click();
    await expectJobDone(page);

    await rename(panel, name, url, "Second");
    await page.goto(`/stacks/${name}/backups`);
    await expect(rows(page, name)).toHaveCount(1);
    await choose(page, /^Verify/);
    await expect(rows(page, name)).toContainText("Verified");
    await expectAccessible(page, "a stack with a backup");
    const download = await downloaded(page, () => choose(page, /^Download/));
    expect(download.suggestedFilename()).toMatch(/^backup-\w+\.tar$/);

    await page.getByRole("button", { name: /^Restore the backup of/ }).click();
    const restore = page.getByRole("alertdialog", { name: `Restore ${name}` });
    await expect(restore).toContainText("Whatever was written since is lost");
    await expectAccessible(page, "the dialog of a restore");
    const confirm = restore.getByRole("button", { name: "Back up, then restore" });
    await expect(confirm).toBeDisabled();
    await restore.getByLabel(`Type ${name} to confirm`).fill(name);
    await confirm.click();
    // Looked for, so that the password is given where it is asked for: on a slow machine the proof is old by now.
    await expect(restore).toHaveCount(0);
    await expectJobDone(page);
    expect(await nameOf(url)).toBe("First");

    await page.goto(`/stacks/${name}/backups`);
    await expect(rows(page, name)).toHaveCount(2);
    await expect(rows(page, name).first()).toContainText("before a restore");
    await page
      .getByRole("button", { name: /^Restore the backup of/ })
      .first()
      .click();
    await restore.getByRole("switch", { name: "Back up what is there first" }).click();
    await restore.getByLabel(`Type ${name} to confirm`).fill(name);
    await restore.getByRole("button", { name: "Restore without a backup" }).click();
    await expect(restore).toHaveCount(0);
    await expectJobDone(page);
    expect(await nameOf(url)).toBe("Second");

    await page.goto(`/stacks/${name}/backups`);
    await expectAccessible(page, "a stack with two backups");
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole("button", { name: "Back up now" })).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await choose(page, /^Delete/);
    await page.getByRole("button", { name: "Delete the backup" }).click();
    await expect(rows(page, name)).toHaveCount(1);
    await expectFocusIn(page, "Backups");
    expect(await readdir(join(panel.data, "stack-backups", stack.id))).toHaveLength(1);

    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`/stacks/${name}`);
    await page.getByRole("button", { name: `More actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: /^Remove/ }).click();
    const remove = page.getByRole("alertdialog", { name: `Remove ${name}` });
    await expect(remove).toContainText(/1\sbackup of its data \(.*\) stays/);
    for (const keep of await remove.getByRole("switch").all()) await keep.click();
    await remove.getByLabel(`Type ${name} to confirm`).fill(name);
    await remove.getByRole("button", { name: /^Remove the stack and/ }).click();
    await expect(remove).toHaveCount(0);
    await expectJobDone(page);

    await page.goto("/settings/backups");
    const left = page.getByRole("table", { name: "Backups of removed stacks" });
    await expect(left.locator("tbody tr")).toContainText(name);
    await choose(page, /^Delete/);
    await page.getByRole("button", { name: "Delete the backup" }).click();
    await expect(left).toHaveCount(0);
  },
);
