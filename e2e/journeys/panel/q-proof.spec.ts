import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { test } from "@/e2e/panel/journey";
import { PageWatch } from "@/e2e/panel/page-watch";
import { ageProofs, givePassword, proofDialog, revealFirst } from "@/e2e/panel/password-proof";
import {
  accept,
  giveNameAndPassword,
  invite,
  LED_AWAY_MS,
  otherBrowser,
  PASSWORD,
  peopleTable,
} from "@/e2e/panel/people-pages";
import { ROOT } from "@/e2e/panel/surroundings";
import { OWNER, type TestPanel } from "@/e2e/panel/test-panel";
import { openTlsFront } from "@/e2e/panel/tls-front";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { fromBase32 } from "@/lib/keys/base32";
import { totpCode } from "@/lib/keys/totp";

test.use({ panelOptions: { name: "people", engine: "off" } });

/** The code of so many steps from now, as an app makes it. */
function codeOf(secret: string, away = 0): string {
  return totpCode(fromBase32(secret), Math.floor(Date.now() / 30_000) + away);
}

async function slipway(panel: TestPanel, ...words: string[]): Promise<string> {
  const command = ["--import", "tsx", "lib/command-line/slipway.ts", ...words];
  const options = { cwd: ROOT, env: { ...process.env, SLIPWAY_DATA: panel.data } };
  return (await promisify(execFile)(process.execPath, command, options)).stdout.trim();
}

test("what matters asks for the password again, and goes on with what was typed", async ({
  panel,
  page,
  watch,
}) => {
  const { name } = await createByApi(panel, { name: panel.stackName("proof"), settings: SQLITE });
  ageProofs(panel);
  await page.goto(`/stacks/${name}/keys`);
  const reveal = page.getByRole("button", { name: /^Reveal / }).first();
  await reveal.click();
  await expectAccessible(page, "password once more");
  await proofDialog(page).getByRole("button", { name: "Not now" }).click();
  await expect(page.getByText("It is handed out once your password is given")).toBeVisible();
  await reveal.click();
  await givePassword(page, "not the password");
  await expect(proofDialog(page).getByText("Not your password")).toBeVisible();
  await givePassword(page);
  await expect(proofDialog(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Hide / })).toHaveCount(1);
  // Once given it counts for what follows.
  await revealFirst(page);
  await expect(page.getByRole("button", { name: /^Hide / })).toHaveCount(2);

  ageProofs(panel);
  await page.goto(`/stacks/${name}/files`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download with secrets" }).click();
  watch.allow(/status of 403/);
  await givePassword(page);
  expect((await download).suggestedFilename()).toBe(`${name}-revision-1.tar`);

  ageProofs(panel);
  await page.goto("/settings/people");
  await page.getByRole("radio", { name: "operator" }).check({ force: true });
  await page.getByLabel("For whom").fill("typed before");
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(proofDialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("For whom")).toHaveValue("typed before");
  await page.getByRole("button", { name: "Make a link" }).click();
  await givePassword(page);
  await expect(page.getByRole("status").locator("code")).toContainText("#token=");
  const row = page.getByRole("row").filter({ hasText: "typed before" });
  await expect(row).toContainText("operator");
  ageProofs(panel);
  await row.getByRole("button", { name: "End the invitation of typed before" }).click();
  await givePassword(page);
  await expect(row).toHaveCount(0);
});

test("the audit log is filtered, and exported with the password given anew", async ({
  panel,
  page,
  watch,
}) => {
  watch.allow(/status of 403/);
  await createByApi(panel, { name: panel.stackName("audited"), settings: SQLITE });
  await page.goto("/settings/audit");
  const entries = page.getByRole("table", { name: "Audit entries" });
  await expect(entries).toContainText(panel.stackName("audited"));
  await page.getByLabel("Who", { exact: true }).fill(OWNER.name);
  await page.getByLabel("What or on what").fill("signed in");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/who=mara&what=signed/);
  await expect(entries).toContainText("signed in");
  await expect(entries).not.toContainText(panel.stackName("audited"));
  await expectAccessible(page, "audit, filtered");
  ageProofs(panel);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as CSV", exact: true }).click();
  await givePassword(page);
  const file = await download;
  expect(file.suggestedFilename()).toBe("slipway-audit.csv");
  const rows = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(rows[0]).toBe("id,at,who,what,target,from");
  // The export's own entry names what was asked for, and so fits it too.
  expect(rows[1]).toContain(`${OWNER.name},audit log exported,"csv, who ${OWNER.name}, what signed in"`);
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows.slice(2)) expect(row).toContain(`${OWNER.name},signed in`);
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(entries).toContainText("audit log exported");
});

test("a second factor: set up, asked for, recovered, and reset; and a forgotten password", async ({
  panel,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const { page: tess, watch } = await otherBrowser(panel, browser);
  // Chromium's words for refused sign-ins, and for the call that tells an open page that its session is over.
  watch.allow(/status of 401/);
  const stacks = tess.getByRole("heading", { level: 1, name: "Stacks" });
  await accept(tess, await invite(page, "operator", "Tess"), "tess");
  await expect(stacks).toBeVisible();
  await tess.goto("/settings");
  await tess.getByRole("button", { name: "Set up" }).click();
  await expect(tess.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  await expectAccessible(tess, "second factor, set-up");
  const shown = tess.getByRole("button", { name: "Copy key" }).locator("xpath=../code");
  const secret = ((await shown.textContent()) ?? "").replaceAll(" ", "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await tess.getByRole("textbox", { name: "Code" }).fill("000000");
  await tess.getByRole("button", { name: "Switch on" }).click();
  await expect(tess.getByText(/Not the code of now/)).toBeVisible();
  await tess.getByRole("textbox", { name: "Code" }).fill(codeOf(secret));
  const step = Math.floor(Date.now() / 30_000);
  await tess.getByRole("button", { name: "Switch on" }).click();
  await expect(tess.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
  const shownCodes = () =>
    tess.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allTextContents();
  const first = await shownCodes();
  expect(first).toHaveLength(10);
  await expectAccessible(tess, "recovery codes");
  await tess.getByRole("button", { name: "I have kept them" }).click();
  await expect(tess.getByText("10 recovery codes left.")).toBeVisible();

  // From now on the password alone is no proof.
  ageProofs(panel);
  await tess.getByRole("button", { name: "New recovery codes" }).click();
  await givePassword(tess, PASSWORD);
  await expect(proofDialog(tess).getByRole("textbox", { name: "Code" })).toBeVisible();
  await expectAccessible(tess, "password and code once more");
  await proofDialog(tess).getByRole("textbox", { name: "Code" }).fill("000000");
  await givePassword(tess, PASSWORD);
  await expect(proofDialog(tess).getByText(/Wrong, or used already/)).toBeVisible();
  await proofDialog(tess)
    .getByRole("textbox", { name: "Code" })
    .fill(first[0] ?? "");
  await givePassword(tess, PASSWORD);
  await expect(proofDialog(tess)).toHaveCount(0);
  await expect(tess.getByRole("button", { name: "I have kept them" })).toBeVisible();
  const codes = await shownCodes();
  expect(codes).not.toContain(first[1]);
  await tess.getByRole("button", { name: "I have kept them" }).click();
  await tess.getByRole("button", { name: "Sign out" }).click();
  await tess.waitForURL(/\/sign-in/);

  await giveNameAndPassword(tess, "tess");
  await expect(tess.getByRole("textbox", { name: "Code" })).toBeVisible();
  await expectAccessible(tess, "sign-in, the code");
  await tess
    .getByRole("textbox", { name: "Code" })
    .fill(codeOf(secret, step - Math.floor(Date.now() / 30_000)));
  await tess.getByRole("button", { name: "Go on" }).click();
  await expect(tess.getByText("The code is wrong, or was used already.")).toBeVisible();
  await tess.getByRole("textbox", { name: "Code" }).fill(codeOf(secret, 1));
  await tess.getByRole("button", { name: "Go on" }).click();
  await expect(stacks).toBeVisible();

  // Away from the panel first: its page notices that the session is gone and goes to the sign-in page by itself.
  await tess.waitForLoadState();
  await tess.goto("about:blank");
  await watch.context.clearCookies();
  await giveNameAndPassword(tess, "tess");
  await tess.getByRole("textbox", { name: "Code" }).fill((codes[0] ?? "").toUpperCase());
  await tess.getByRole("button", { name: "Go on" }).click();
  await expect(stacks).toBeVisible();

  expect(await slipway(panel, "people", "list")).toMatch(/tess +operator .* on +0$/m);
  const link = await slipway(panel, "people", "reset-link", "Tess");
  await tess.waitForLoadState();
  const forgetful = await otherBrowser(panel, browser);
  await forgetful.page.goto(link);
  await forgetful.page.getByLabel("New password", { exact: true }).fill(`${PASSWORD} 2`);
  await expectAccessible(forgetful.page, "new password");
  await forgetful.page.getByRole("button", { name: "Set the password" }).click();
  await expect(forgetful.page.getByText("The password of tess is set.")).toBeVisible();
  await tess.waitForURL(/\/sign-in/, { timeout: LED_AWAY_MS });
  await forgetful.page.goto("/");
  await expect(forgetful.page).toHaveURL(/\/sign-in/);
  await forgetful.watch.context.close();
  await giveNameAndPassword(tess, "tess", `${PASSWORD} 2`);
  await expect(tess.getByRole("textbox", { name: "Code" })).toBeVisible();

  await page.goto("/settings/people");
  await expect(peopleTable(page).getByRole("row").filter({ hasText: "tess" })).toContainText("second factor");
  await page.getByRole("button", { name: "Actions for tess" }).click();
  await page.getByRole("menuitem", { name: /^Reset the second factor/ }).click();
  await expectAccessible(page, "reset a second factor");
  await page.getByRole("button", { name: "Reset it" }).click();
  await givePassword(page);
  await expect(page.getByText("tess signs in without a code")).toBeVisible();
  await giveNameAndPassword(tess, "tess", `${PASSWORD} 2`);
  await expect(stacks).toBeVisible();
  await watch.context.close();
  expect(watch.problems()).toEqual([]);
  expect(forgetful.watch.problems()).toEqual([]);
});

test("cookies are bound to https where the panel is reached by it, and plain elsewhere", async ({
  panel,
  startPanel,
  browser,
  page,
}) => {
  const port = await freeLoopbackPort();
  const url = `https://localhost:${port}`;
  const secured = await startPanel({ name: "tls", engine: "off", environment: { SLIPWAY_URL: url } });
  const front = await openTlsFront(port, () => secured.listening);
  await secured.ensureOwner();
  const watch = new PageWatch(await browser.newContext({ baseURL: url, ignoreHTTPSErrors: true }));
  const other = await watch.context.newPage();
  await giveNameAndPassword(other, OWNER.name, OWNER.password);
  await expect(other.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();
  const cookies = await watch.context.cookies();
  const session = cookies.find(({ name }) => name === "__Host-slipway.session");
  expect(session).toMatchObject({
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    domain: "localhost",
  });
  for (const { name, secure } of cookies) expect(secure, name).toBe(true);
  expect(cookies.map(({ name }) => name).filter((name) => !/^__(Host|Secure)-/.test(name))).toEqual([]);
  // The stream proves that the cookie is found by its name there too.
  await expect(other.getByText("Lost connection")).toHaveCount(0);
  await other.goto("/settings");
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.waitForURL(/\/sign-in/);
  expect((await watch.context.cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
  await watch.context.close();
  await front.close();
  // The action that led away asked our own server for the next page, by the scheme that it speaks.
  expect(await readFile(join(secured.data, "log", "web.log"), "utf8")).not.toContain("failed to");
  expect(watch.problems()).toEqual([]);

  const plain = await page.context().cookies(panel.url);
  expect(plain.find(({ name }) => name === "slipway.session")).toMatchObject({
    ...{ secure: false, httpOnly: true, sameSite: "Lax", path: "/" },
  });
  expect(plain.filter(({ name }) => name.startsWith("__"))).toEqual([]);
});
