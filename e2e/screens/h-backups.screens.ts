import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { S3_BUCKET, S3_KEYS, S3_REGION, StandInS3 } from "@/e2e/backups/stand-in-s3";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

test.use({ panelOptions: { name: "backup-screens", engine: "off" } });

test("backups", async ({ panel, page }) => {
  const s3 = await StandInS3.start();
  await givePasswordWhenAsked(page);
  await createByApi(panel, { name: "atlas", settings: SQLITE });
  await page.goto("/settings/backups");
  await takeScreens(page, "backups-empty", { end: true });
  const bucket = {
    ...{ endpoint: s3.endpoint, region: S3_REGION, bucket: S3_BUCKET, prefix: "atlas/", pathStyle: true },
    ...S3_KEYS,
  };
  const body = {
    schedule: { every: "day", hour: 3, weekday: 0 } as const,
    ...{ keep: 14, folder: "", s3: bucket, passphrase: "seven wet boats at dusk" },
  };
  await panel.control.call(routes["backups.settings"], { body });
  await panel.control.call(routes["backups.run"], {});
  const folder = join(panel.data, "backups");
  const [name = ""] = await readdir(folder);
  const bytes = await readFile(join(folder, name));
  const older = "slipway-2026-11-20T03-00-00Z.backup";
  await writeFile(join(folder, older), bytes);
  await writeFile(join(folder, older.replace("20T", "19T")), bytes.subarray(0, 40_000));
  await page.reload();
  await page.getByRole("button", { name: /^Test slipway-2026-11-19/ }).click();
  await expect(page.getByText("Damaged", { exact: true })).toBeVisible();
  await takeScreens(page, "backups", { end: true });
  await page.getByRole("button", { name: /^Delete slipway-2026-11-19/ }).click();
  await takeScreens(page, "backup-delete");
  await s3.stop();
});
