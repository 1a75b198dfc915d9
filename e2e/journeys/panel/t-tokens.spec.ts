import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import Database from "better-sqlite3";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { expectFocusIn } from "@/e2e/panel/focus";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { ROOT } from "@/e2e/panel/surroundings";
import type { TestPanel } from "@/e2e/panel/test-panel";

test.use({ panelOptions: { name: "tokens", engine: "off" } });

/** From the click that ends a token to the end of what it holds open. */
const CLOSED_MS = 5_000;

const table = (page: Page) => page.getByRole("table", { name: "API tokens" });

async function makeToken(page: Page, name: string, scope: string): Promise<string> {
  await page.goto("/settings/tokens");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: scope }).check({ force: true });
  await page.getByRole("button", { name: "Make a token" }).click();
  const shown = page.getByRole("status").locator("code").first();
  await expect(shown).toContainText("slipway_");
  await expect(table(page).getByRole("row").filter({ hasText: name })).toContainText(scope);
  return (await shown.textContent()) ?? "";
}

async function call(panel: TestPanel, token: string, path: string, method = "GET") {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${panel.url}/api/v1/${path}`, { method, headers });
  return { status: answer.status, body: await answer.json() };
}

/** Opens the stream of all that changes; answers once it runs, with what tells how long it lasts from then on. */
async function openStream(panel: TestPanel, token: string) {
  const answer = await fetch(`${panel.url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
  const closed = answer.text().then((text) => ({ atMs: Date.now(), text }));
  return { closed };
}

test("a token reads, is held to its scope, expires, and ends at once with what it holds open", async ({
  panel,
  page,
}) => {
  await givePasswordWhenAsked(page);
  const { name } = await createByApi(panel, { name: panel.stackName("api"), settings: SQLITE });
  await page.goto("/settings/tokens");
  await expect(page.getByText("No program calls this panel in your name.")).toBeVisible();
  const token = await makeToken(page, "ci", "read");
  await expectAccessible(page, "a token that was just made");
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);

  const list = await call(panel, token, "stacks");
  expect([list.status, list.body.stacks.map((stack: { name: string }) => stack.name)]).toEqual([200, [name]]);
  expect(await call(panel, token, `stacks/${name}/deploy`, "POST")).toMatchObject({
    status: 403,
    body: { code: "not-allowed", message: "This takes an API token with the scope deploy" },
  });
  expect((await call(panel, token, "people")).status).toBe(403);
  expect((await call(panel, `slipway_${"x".repeat(43)}`, "stacks")).status).toBe(401);
  await page.reload();
  await expect(table(page).getByRole("row").filter({ hasText: "ci" })).toContainText("127.0.0.1");

  const { closed } = await openStream(panel, token);
  await page.getByRole("button", { name: "End ci" }).click();
  await expectAccessible(page, "before a token ends");
  const endedMs = Date.now();
  await page.getByRole("button", { name: "End it" }).click();
  const end = await closed;
  expect(end.atMs - endedMs).toBeLessThan(CLOSED_MS);
  expect(end.text.trim().split("\n").at(-1)).toBe('{"type":"ended","reason":"signed-out"}');
  expect((await call(panel, token, "stacks")).status).toBe(401);
  await expectFocusIn(page, "API tokens");

  const late = await makeToken(page, "late", "deploy");
  expect((await call(panel, late, "stacks")).status).toBe(200);
  const database = new Database(`${panel.data}/slipway.db`);
  database.prepare('UPDATE "ApiToken" SET "expiresAt" = ?').run("2026-01-01T00:00:00.000+00:00");
  database.close();
  expect(await call(panel, late, "stacks")).toMatchObject({
    status: 401,
    body: { message: "The API token late has expired" },
  });
  await page.reload();
  await expect(table(page).getByText("expired")).toBeVisible();

  await page.goto("/settings/audit");
  const audit = page.getByRole("table", { name: "Audit entries" });
  for (const entry of ["API token made", "API token ended", "ci, read"])
    await expect(audit).toContainText(entry);
});

test("the command line works by a token, and says so in the audit log", async ({ panel, page }) => {
  await givePasswordWhenAsked(page);
  const name = panel.stackName("remote");
  const token = await makeToken(page, "laptop", "deploy");
  const slipway = async (...words: string[]) => {
    const command = ["--import", "tsx", "lib/command-line/slipway.ts", ...words];
    const env = { ...process.env, SLIPWAY_URL: panel.url, SLIPWAY_TOKEN: token, SLIPWAY_DATA: "/nowhere" };
    return promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
  };
  await slipway("stacks", "create", "directus", "--name", name, "--set", "database=sqlite");
  expect((await slipway("stacks", "list")).stdout).toContain(name);
  await expect(slipway("people", "list")).rejects.toMatchObject({ code: 5 });
  await page.goto("/settings/audit");
  const row = page.getByRole("table", { name: "Audit entries" }).getByRole("row").filter({ hasText: name });
  await expect(row.first()).toContainText("by token laptop");
});

test("every call of the API is found, with an example, and the document is saved", async ({ page }) => {
  await page.goto("/settings/api");
  await expectAccessible(page, "the API");
  await page.getByRole("searchbox", { name: "Search the calls" }).fill("deploy revision");
  await page.getByText("/api/v1/stacks/{stack}/deploy").click();
  await expect(page.getByRole("figure", { name: "Example of stacks.deploy" })).toContainText("curl -X POST");
  await expect(page.getByText("operator, by a token with the scope deploy")).toBeVisible();
  await expectAccessible(page, "one call of the API");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "OpenAPI document" }).click();
  expect((await download).suggestedFilename()).toBe("slipway-openapi.json");
});
