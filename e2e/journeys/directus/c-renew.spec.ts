import { expect } from "@playwright/test";
import { deployByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { expectPlan } from "@/e2e/panel/plan-page";
import { containersOf } from "@/e2e/panel/run-traces";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { routes } from "@/lib/api/contract/routes";

const APPLY_TIMEOUT_MS = 90_000;

test(
  "a database's password is made anew from the browser: the old one is refused, the new one taken",
  ENGINE,
  async ({ panel, postgis, page }) => {
    test.setTimeout(3 * APPLY_TIMEOUT_MS);
    await givePasswordWhenAsked(page);
    const old = await passwordOf(panel, postgis);
    const before = await idsByService(panel, postgis);
    await page.goto(`/stacks/${postgis}/keys`);
    await expect(page.getByRole("button", { name: "Make anew: Admin password" })).toHaveCount(0);
    await page.getByRole("button", { name: "Make anew: Database password" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Make Database password anew" });
    await expect(dialog.getByRole("list", { name: "What it entails" })).toContainText(
      "changes the role's password in the running database first",
    );
    await dialog.getByRole("button", { name: /^Save revision/ }).click();
    await expectPlan(page);
    const operations = page.getByRole("list", { name: "Operations in order" }).getByRole("listitem");
    await expect(operations.filter({ hasText: "Change" }).first()).toContainText(
      "password of the role directus",
    );
    await expect(operations.filter({ hasText: "Recreate" })).toHaveCount(2);
    await page.getByRole("button", { name: /^Apply revision/ }).click();
    await expectJobDone(page, APPLY_TIMEOUT_MS);
    const now = await passwordOf(panel, postgis);
    expect(now).not.toBe(old);
    expect([await takes(panel, postgis, old), await takes(panel, postgis, now)]).toEqual([false, true]);
    const after = await idsByService(panel, postgis);
    expect(after.get("redis")).toBe(before.get("redis"));
    expect(after.get("database")).not.toBe(before.get("database"));
    expect(after.get("directus")).not.toBe(before.get("directus"));
  },
);

test(
  "a secret without data is made anew with its one service, and nothing is saved by thinking better of it",
  ENGINE,
  async ({ panel, page }) => {
    test.setTimeout(3 * APPLY_TIMEOUT_MS);
    await givePasswordWhenAsked(page);
    const { name } = await deployByApi(panel, { name: panel.stackName("secret"), settings: SQLITE });
    await page.goto(`/stacks/${name}/keys`);
    const button = page.getByRole("button", { name: "Make anew: Signing secret" });
    await button.click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(button).toBeFocused();
    await button.click();
    await page.getByRole("button", { name: "Save revision 2" }).click();
    await expectPlan(page);
    const operations = page.getByRole("list", { name: "Operations in order" }).getByRole("listitem");
    await expect(operations).toHaveCount(2);
    await expect(operations.first()).toContainText("environment changed: SECRET");
    await page.getByRole("button", { name: "Apply revision 2" }).click();
    await expectJobDone(page, APPLY_TIMEOUT_MS);
  },
);

async function passwordOf(panel: TestPanel, stack: string): Promise<string> {
  const params = { stack, secret: "databasePassword" };
  return (await panel.control.call(routes["stacks.reveal"], { params })).value;
}

async function idsByService(panel: TestPanel, stack: string): Promise<Map<string, string>> {
  if (panel.docker === null) throw new Error("This panel has no engine");
  const found = await containersOf(panel.docker, [`com.docker.compose.project=${stack}`]);
  return new Map(
    [...found].map(([name, { id }]) => [name.slice(stack.length + 1).replace(/-\d+$/, ""), id] as const),
  );
}

/** Whether the database lets the role in over the network. */
async function takes(panel: TestPanel, stack: string, password: string): Promise<boolean> {
  if (panel.docker === null) throw new Error("This panel has no engine");
  const id = (await idsByService(panel, stack)).get("database") ?? "";
  const exec = await panel.docker.getContainer(id).exec({
    Cmd: ["psql", "-h", "database", "-U", "directus", "-d", "directus", "-X", "-w", "-c", "select 1"],
    Env: [`PGPASSWORD=${password}`],
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = await exec.start({ hijack: false, stdin: false });
  for await (const _ of stream) {
    // Until it has ended.
  }
  const { ExitCode } = await exec.inspect();
  return ExitCode === 0;
}
