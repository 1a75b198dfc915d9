import { expect } from "@playwright/test";
import { expectJobDone } from "@/e2e/panel/job-page";
import { test } from "@/e2e/panel/journey";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { studioStatus } from "@/e2e/soak/supabase/studio-sign-in";
import { dotenvOf, oldShape } from "@/e2e/soak/supabase/upstream-files";

test.use({ panelOptions: { name: "imported" } });

test("an installation's .env and kong.yml become a stack that runs", async ({ page, panel }) => {
  const ports = {
    gateway: await freeLoopbackPort(),
    session: await freeLoopbackPort(),
    transaction: await freeLoopbackPort(),
  };
  const files = oldShape(ports, "/var/run/docker.sock");
  const name = panel.stackName("import");
  await page.goto("/new");
  await page.getByRole("link", { name: "Import an existing .env" }).click();
  await page.getByLabel("File for .env").setInputFiles({
    name: ".env",
    mimeType: "text/plain",
    buffer: Buffer.from(dotenvOf(files.given)),
  });
  await page.getByLabel("kong.yml", { exact: true }).fill(files.kong);
  await page.getByRole("button", { name: "Review" }).click();
  const rows = page.getByRole("table", { name: "Variables of the file" }).getByRole("row");
  for (const unknown of Object.values(files.unknown).flat()) {
    await expect(rows.filter({ hasText: unknown })).toContainText("kept, unknown");
  }
  for (const demo of files.demo) await expect(page.getByLabel(`Do not take ${demo} over`)).toBeChecked();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Save the stack" }).click();
  await page.waitForURL(new RegExp(`/stacks/${name}$`));
  const startMs = Date.now();
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  await expectJobDone(page);
  const side = page.getByRole("complementary", { name: "Job, services and probes" });
  await expect(side).toContainText(/Probes.*(\d+) of \1/);
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.locator("header")).toContainText("Running");
  for (const [user, password] of files.users)
    expect(await studioStatus(ports.gateway, user, password)).toBe(200);
  test.info().annotations.push({
    type: "seen",
    description: `imported and deployed in ${((Date.now() - startMs) / 1000).toFixed(1)} s, Studio takes ${files.users.length} users of the kong.yml`,
  });
});
