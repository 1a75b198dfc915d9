import { expect, type Page } from "@playwright/test";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { expectFocusIn } from "@/e2e/panel/focus";
import { signIn, test } from "@/e2e/panel/journey";
import { PageWatch } from "@/e2e/panel/page-watch";
import { addPasskey, passkeysPanel } from "@/e2e/panel/passkeys-panel";
import {
  ageProofs,
  givePassword,
  givePasswordWhenAsked,
  proofDialog,
  revealFirst,
} from "@/e2e/panel/password-proof";
import { addVirtualAuthenticator } from "@/e2e/panel/virtual-authenticator";

test.use({ panelOptions: { name: "passkeys", engine: "off" } });

const NAME = "work laptop";

async function choose(page: Page, passkey: string, verb: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for the passkey ${passkey}` }).click();
  await page.getByRole("menuitem", { name: verb }).click();
}

test("a panel with an address alone says why it takes no passkeys, and what to do", async ({
  startPanel,
  browser,
}) => {
  const secured = await startPanel({ name: "address", engine: "off", environment: { SLIPWAY_TLS: "on" } });
  await secured.ensureOwner();
  const watch = new PageWatch(await browser.newContext({ baseURL: secured.url, ignoreHTTPSErrors: true }));
  const page = await watch.context.newPage();
  await signIn(page);
  await page.waitForLoadState();
  await page.goto("/settings");
  await expect(passkeysPanel(page).getByText("Give the panel a domain")).toBeVisible();
  await expect(passkeysPanel(page).getByRole("button")).toHaveCount(0);
  await expectAccessible(page, "no passkeys at an address");
  await watch.context.close();
  expect(watch.problems()).toEqual([]);
});

test("a passkey is added, signs in with nothing typed, proves, and is refused once it is removed", async ({
  panel,
  page,
  visitor,
  browser,
  ownerSession: _owner,
}) => {
  const { name } = await createByApi(panel, { name: panel.stackName("keyed"), settings: SQLITE });
  const origin = `http://localhost:${panel.listening.port}`;
  const watch = new PageWatch(await browser.newContext({ baseURL: origin }));
  const near = await watch.context.newPage();
  await addVirtualAuthenticator(near);
  const withPasskey = near.getByRole("button", { name: "Sign in with a passkey" });

  await signIn(near);
  ageProofs(panel);
  await near.goto("/settings");
  await addPasskey(near, NAME);
  await expect(proofDialog(near).getByRole("button", { name: "Use a passkey" })).toHaveCount(0);
  await givePassword(near);
  const row = passkeysPanel(near).getByRole("row").filter({ hasText: NAME });
  await expect(row).toContainText("never");
  await expectAccessible(near, "passkeys");
  await addPasskey(near, "the same device");
  await expect(passkeysPanel(near).getByText("This device has a passkey for you already.")).toBeVisible();

  await near.getByRole("button", { name: "Sign out" }).click();
  await near.waitForURL(/\/sign-in/);
  await expect(withPasskey).toBeVisible();
  await expectAccessible(near, "sign-in with a passkey");
  await withPasskey.click();
  await expect(passkeysPanel(near)).toBeVisible();

  ageProofs(panel);
  await near.goto(`/stacks/${name}/keys`);
  await revealFirst(near);
  await expectAccessible(near, "password or passkey once more");
  await proofDialog(near).getByRole("button", { name: "Use a passkey" }).click();
  await expect(proofDialog(near)).toHaveCount(0);
  await expect(near.getByRole("button", { name: /^Hide / })).toHaveCount(1);

  await near.goto("/settings");
  await expect(row).not.toContainText("never");
  await choose(near, NAME, "Rename");
  await near.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("old laptop");
  await expectAccessible(near, "rename a passkey");
  await near.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(passkeysPanel(near).getByRole("row").filter({ hasText: "old laptop" })).toBeVisible();
  await near.getByRole("button", { name: "Sign out" }).click();
  await near.waitForURL(/\/sign-in/);
  await expect(withPasskey).toBeVisible();

  // At another address of the same panel there are none to use, and the page says where there are.
  await visitor.goto("/sign-in");
  await expect(visitor.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  await expect(visitor.getByRole("button", { name: /passkey/ })).toHaveCount(0);
  await givePasswordWhenAsked(page);
  await page.goto("/settings");
  await expect(passkeysPanel(page).getByRole("link", { name: origin })).toBeVisible();
  await expect(passkeysPanel(page).getByRole("button", { name: "Add a passkey" })).toHaveCount(0);
  await expectAccessible(page, "passkeys, at another address");
  await choose(page, "old laptop", "Remove");
  await expectAccessible(page, "remove a passkey");
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(passkeysPanel(page)).toContainText("none");
  await expectFocusIn(page, "Passkeys");

  watch.allow(/status of 401/);
  await withPasskey.click();
  await expect(near.getByText("This passkey was not accepted.")).toBeVisible();
  await near.reload();
  await expect(near.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  await expect(withPasskey).toHaveCount(0);
  await watch.context.close();
  expect(watch.problems()).toEqual([]);
});
