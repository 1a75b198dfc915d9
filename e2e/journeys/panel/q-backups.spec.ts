import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import Database from "better-sqlite3";
import { S3_BUCKET, S3_KEYS, S3_REGION, StandInS3 } from "@/e2e/backups/stand-in-s3";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { expectFocusIn } from "@/e2e/panel/focus";
import { test } from "@/e2e/panel/journey";
import { runSlipway } from "@/lib/command-line/run-slipway";

test.use({ panelOptions: { name: "backups", engine: "off" } });
test.describe.configure({ mode: "serial" });

const PASSPHRASE = "seven wet boats at dusk";
/** The schedule is looked at every 20 seconds. */
const TICK_MS = 40_000;

let s3: StandInS3;
test.beforeAll(async () => {
  s3 = await StandInS3.start();
});
test.afterAll(() => s3.stop());

const rows = (page: Page) => page.getByRole("table", { name: "Backups of the panel" }).locator("tbody tr");
const row = (page: Page, place: "folder" | "bucket") =>
  rows(page).filter({ has: page.getByRole("button", { name: new RegExp(`^Test .* in the ${place}$`) }) });

async function openBackups(page: Page): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("link", { name: "Backups", exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/backups$/);
}

test("a backup is made, tested and deleted by hand", async ({ page, panel }) => {
  await createByApi(panel, { name: panel.stackName("kept"), settings: SQLITE });
  await openBackups(page);
  await expect(page.getByText("No backup yet")).toBeVisible();
  await expect(page.getByText("What the stacks store themselves")).toBeVisible();
  await expectAccessible(page, "no backup");
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(row(page, "folder")).toContainText("Verified");
  await expect(row(page, "folder")).toContainText("without the master key");
  const [name = ""] = await readdir(join(panel.data, "backups"));
  const path = join(panel.data, "backups", name);
  const whole = await readFile(path);
  const damaged = Buffer.from(whole);
  damaged[20_000] = (damaged[20_000] ?? 0) ^ 1;
  await writeFile(path, damaged);
  await row(page, "folder").getByRole("button", { name: /^Test/ }).click();
  await expect(row(page, "folder")).toContainText("Damaged");
  await expect(row(page, "folder")).toContainText("does not match its checksum");
  await expectAccessible(page, "a damaged backup");
  await row(page, "folder")
    .getByRole("button", { name: /^Delete/ })
    .click();
  await expect(page.getByRole("alertdialog")).toContainText(name);
  await page.getByRole("button", { name: "Delete the backup" }).click();
  await expect(page.getByText("No backup yet")).toBeVisible();
  await expectFocusIn(page, "Backups");
  expect(await readdir(join(panel.data, "backups"))).toEqual([]);
});

test("a schedule to a bucket is set up, refused while it does not work, and fills both places", async ({
  page,
  panel,
}) => {
  await openBackups(page);
  await page.getByText("Weekly", { exact: true }).click();
  await page.getByLabel("Day of the week").selectOption("Monday");
  await page.getByText("Daily", { exact: true }).click();
  await page.getByLabel("Hour").selectOption("03:00 UTC");
  await page.getByLabel("Passphrase", { exact: true }).fill("too short");
  await page.getByLabel("Keep them in a bucket").click();
  await page.getByLabel("Endpoint").fill(s3.endpoint);
  await page.getByLabel("Region").fill(S3_REGION);
  await page.getByLabel("Bucket", { exact: true }).fill(S3_BUCKET);
  await page.getByLabel("Access key").fill(S3_KEYS.accessKey);
  await page.getByLabel("Secret key").fill("wrong");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A passphrase has at least 12 characters")).toBeVisible();
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("SignatureDoesNotMatch")).toBeVisible();
  await expectAccessible(page, "backup settings refused");
  await page.getByLabel("Secret key").fill(S3_KEYS.secretKey);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("daily at 03:00 UTC")).toBeVisible();
  const html = await (await page.request.get("/settings/backups")).text();
  for (const secret of [PASSPHRASE, S3_KEYS.secretKey]) expect(html).not.toContain(secret);

  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, "bucket")).toContainText("Verified");
  await row(page, "bucket").getByRole("button", { name: /^Test/ }).click();
  await expect(page.getByText("The backup is whole")).toBeVisible();
  await expectAccessible(page, "backups in two places");
  const [name = ""] = await readdir(join(panel.data, "backups"));
  expect([...s3.objects.keys()]).toEqual([`slipway/${name}`]);
});

test("a downloaded backup restores on another machine", async ({ page, panel }) => {
  await openBackups(page);
  const download = page.waitForEvent("download");
  await row(page, "bucket")
    .getByRole("button", { name: /^Download/ })
    .click();
  const folder = await mkdtemp(join(tmpdir(), "slipway-restored-"));
  try {
    const file = join(folder, "carried.backup");
    await (await download).saveAs(file);
    await writeFile(join(folder, "passphrase"), PASSPHRASE);
    const said: string[] = [];
    const say = (text: string) => void said.push(text);
    const words = ["restore", file, "--data", "new", "--passphrase-file", "passphrase"];
    const code = await runSlipway(words, { folder, environment: {}, print: say, note: say });
    expect([code, said.join("\n")]).toEqual([0, expect.stringContaining("(stacks: 1, people: 1)")]);
    expect(await readFile(join(folder, "new/key/master.key"))).toEqual(
      await readFile(join(panel.data, "key/master.key")),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a scheduled run that fails is told on the first page with its cause, and made good later", async ({
  page,
  panel,
}) => {
  test.setTimeout(180_000);
  s3.broken = { status: 403, code: "AccessDenied", message: "Access Denied" };
  missRun(panel.data);
  await expect
    .poll(
      async () => {
        await page.goto("/");
        return page.getByText("The scheduled backup failed.").count();
      },
      { timeout: TICK_MS },
    )
    .toBe(1);
  await expect(page.getByRole("alert").filter({ hasText: "AccessDenied" })).toContainText("Next try in");
  await expectAccessible(page, "home with a failed backup");
  await page.getByRole("link", { name: "Backups", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "AccessDenied" })).toBeVisible();
  s3.broken = null;
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(page.getByText("The scheduled backup failed.")).toHaveCount(0);
});

test("a folder whose disk is gone is told beside the form that mends it, and its backups stay listed", async ({
  page,
  panel,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "slipway-mounted-"));
  try {
    await openBackups(page);
    await page.getByLabel("Folder", { exact: true }).fill(folder);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved the backup settings")).toBeVisible();
    // Those of the folder before are listed until the page has the new one.
    await expect(row(page, "folder")).toHaveCount(0);
    await page.getByRole("button", { name: "Back up now" }).click();
    await expect(row(page, "folder")).toHaveCount(1);
    await expect(row(page, "folder")).toContainText("Verified");
    await rm(folder, { recursive: true });
    await page.reload();
    const problem = page.getByRole("status").filter({ hasText: "The folder cannot be looked at." });
    await expect(problem).toContainText(folder);
    await expect(row(page, "folder")).toContainText("Verified");
    await expectAccessible(page, "backups without their folder");
    await page.getByLabel("Folder", { exact: true }).fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(problem).toHaveCount(0);
    expect(await readdir(join(panel.data, "backups"))).not.toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** As if the panel had been off at the time of its schedule. */
function missRun(data: string): void {
  const database = new Database(join(data, "slipway.db"), { timeout: 5000 });
  const { progress } = database
    .prepare<[], { progress: string }>("SELECT progress FROM BackupPlan")
    .get() ?? {
    progress: "{}",
  };
  const missed = { ...JSON.parse(progress), doneSlot: new Date(Date.now() - 3 * 86_400_000).toISOString() };
  database.prepare("UPDATE BackupPlan SET progress = ?").run(JSON.stringify(missed));
  database.close();
}
