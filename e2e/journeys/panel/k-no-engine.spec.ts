import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";

test.use({ panelOptions: { name: "off", engine: "off" } });

const PLACES = ["/", "/activity", "/engine", "/settings", "/new"];

test("without an engine, stacks are defined, rendered and exported", async ({ panel, page }) => {
  await page.goto("/");
  await expect(page.getByText("There is no Docker engine.")).toBeVisible();
  const name = panel.stackName("export");
  await defineStack(page, name);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("link", { name: "Files", exact: true }).click();
  await expect(page.getByRole("region", { name: "Files of revision 1" })).toContainText("directus/directus");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download with secrets" }).click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), "slipway-export-"));
  await promisify(execFile)("tar", ["-xf", await download.path(), "-C", folder]);
  const files = await readdir(folder, { recursive: true });
  expect(files.map((file) => file.split("/").at(-1))).toEqual(
    expect.arrayContaining(["compose.yaml", ".env"]),
  );
  await rm(folder, { recursive: true });

  for (const tab of ["Overview", "Settings", "Keys", "Activity", "Logs"]) {
    const link = page.getByRole("navigation", { name }).getByRole("link", { name: tab });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
  }
  for (const place of PLACES) {
    expect((await page.goto(place))?.status(), place).toBe(200);
  }
});

test("with an engine that is gone, every page is there and says so", async ({ startPanel, browser }) => {
  const panel = await startPanel({ name: "gone", engine: { socket: "/nonexistent/docker.sock" } });
  await panel.ensureOwner();
  const context = await browser.newContext({ baseURL: panel.url });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByLabel("Name").fill("mara");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/does not answer\./)).toBeVisible();
  await page.getByRole("link", { name: "What to do" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Engine" })).toBeVisible();
  await defineStack(page, panel.stackName("later"));
  for (const place of PLACES) {
    expect((await page.goto(place))?.status(), place).toBe(200);
    await expect(page.getByText(/ does not answer/).first(), place).toBeVisible();
    await expectAccessible(page, place);
  }
  await context.close();
});

/** From the new-stack page to the page of a stack that is saved and could not be deployed. */
async function defineStack(page: Page, name: string): Promise<void> {
  await page.goto("/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await expect(page.getByRole("region", { name: "Rendered files" })).toContainText("services:");
  await page.getByRole("button", { name: "Save without deploying" }).click();
  await page.waitForURL(new RegExp(`/stacks/${name}$`));
}
