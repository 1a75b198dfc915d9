import { expect } from "@playwright/test";
import { deployByApi, jobEnd, SQLITE } from "@/e2e/panel/api-stack";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

test("backups of a stack: none yet, the list, its dialogs, those of a removed stack", async ({
  panel,
  page,
}) => {
  test.setTimeout(400_000);
  await givePasswordWhenAsked(page);
  const { name } = await deployByApi(panel, { name: panel.stackName("vault"), settings: SQLITE });
  const params = { stack: name };
  await page.goto(`/stacks/${name}/backups`);
  await takeScreens(page, "cold-backups-none");
  await page.getByRole("button", { name: "Back up now" }).click();
  await takeScreens(page, "cold-backup-now");
  await page.keyboard.press("Escape");

  for (const _ of ["first", "second"]) {
    const { id } = await panel.control.call(routes["stack-backups.create"], { params });
    await jobEnd(panel, id);
    await panel.control.call(routes["stack-backups.verify"], { params: { backup: id } });
  }
  await page.reload();
  await expect(page.getByText("Verified").first()).toBeVisible();
  await takeScreens(page, "cold-backups");
  await page
    .getByRole("button", { name: /^Restore the backup of/ })
    .first()
    .click();
  await takeScreens(page, "cold-backup-restore");
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^More actions for the backup of/ })
    .first()
    .click();
  await takeScreens(page, "cold-backup-menu");
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await takeScreens(page, "cold-backup-delete");
  await page.keyboard.press("Escape");

  const { volumes } = await panel.control.call(routes["stacks.show"], { params });
  const body = { confirmName: name, removeVolumes: volumes.map((volume) => volume.name) };
  await jobEnd(panel, (await panel.control.call(routes["stacks.remove"], { params, body })).id);
  await page.goto("/settings/backups");
  await takeScreens(page, "cold-backups-removed", { end: true });
});
