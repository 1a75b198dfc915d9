import { expect } from "@playwright/test";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { accept, giveNameAndPassword, invite, otherBrowser } from "@/e2e/panel/people-pages";
import { takeScreens } from "@/e2e/screens/take-screens";
import { fromBase32 } from "@/lib/keys/base32";
import { totpCode } from "@/lib/keys/totp";

test.use({ panelOptions: { name: "people", engine: "off" } });

test("people, invitations, a viewer's pages, second factors, the audit log", async ({
  panel,
  page,
  browser,
}) => {
  await givePasswordWhenAsked(page);
  const { name } = await createByApi(panel, { name: "atlas", settings: SQLITE });
  const vera = await otherBrowser(panel, browser);
  const link = await invite(page, "viewer", "Vera of the shop");
  await vera.page.goto(link);
  await expect(vera.page.getByText("invites you as")).toBeVisible();
  await takeScreens(vera.page, "invitation");
  await accept(vera.page, await invite(page, "viewer", "Vera, once more"), "vera");
  await expect(vera.page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();
  for (const [path, screen] of [
    ["/", "viewer-home"],
    [`/stacks/${name}`, "viewer-stack"],
    [`/stacks/${name}/keys`, "viewer-secrets"],
    ["/new", "viewer-new"],
  ] as const) {
    await vera.page.goto(path);
    await takeScreens(vera.page, screen);
  }

  await vera.page.goto("/settings");
  await vera.page.getByRole("button", { name: "Set up" }).click();
  await expect(vera.page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  await takeScreens(vera.page, "second-factor");
  const shown = vera.page.getByRole("button", { name: "Copy key" }).locator("xpath=../code");
  const secret = ((await shown.textContent()) ?? "").replaceAll(" ", "");
  await vera.page
    .getByRole("textbox", { name: "Code" })
    .fill(totpCode(fromBase32(secret), Math.floor(Date.now() / 30_000)));
  await vera.page.getByRole("button", { name: "Switch on" }).click();
  await expect(vera.page.getByRole("list", { name: "Recovery codes" })).toBeVisible();
  await takeScreens(vera.page, "recovery-codes");
  await vera.watch.context.clearCookies();
  await giveNameAndPassword(vera.page, "vera");
  await expect(vera.page.getByRole("textbox", { name: "Code" })).toBeVisible();
  await takeScreens(vera.page, "sign-in-code");
  await vera.page.goto("/new-password#token=none");
  await expect(vera.page.getByLabel("New password", { exact: true })).toBeVisible();
  await takeScreens(vera.page, "new-password");
  await vera.watch.context.close();

  await invite(page, "operator", "Otto");
  await takeScreens(page, "people", { end: true });
  await page.getByRole("button", { name: "Actions for vera" }).click();
  await takeScreens(page, "people-menu");
  await page.getByRole("menuitem", { name: /^Remove asks for the name/ }).click();
  await takeScreens(page, "people-remove");
  await page.keyboard.press("Escape");
  await page.goto("/settings/audit");
  await takeScreens(page, "audit");
});
