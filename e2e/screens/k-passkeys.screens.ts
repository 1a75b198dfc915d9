import { expect } from "@playwright/test";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { signIn, test } from "@/e2e/panel/journey";
import { addPasskey, passkeysPanel } from "@/e2e/panel/passkeys-panel";
import { ageProofs, proofDialog, revealFirst } from "@/e2e/panel/password-proof";
import { addVirtualAuthenticator } from "@/e2e/panel/virtual-authenticator";
import { takeScreens } from "@/e2e/screens/take-screens";

test.use({ panelOptions: { name: "passkeys", engine: "off" } });

test("passkeys: in the settings, at the sign-in, in place of the password, and where there can be none", async ({
  panel,
  page,
  browser,
}) => {
  const { name } = await createByApi(panel, { name: "atlas", settings: SQLITE });
  const context = await browser.newContext({ baseURL: `http://localhost:${panel.listening.port}` });
  const near = await context.newPage();
  await addVirtualAuthenticator(near);
  await signIn(near);
  await near.goto("/settings");
  await addPasskey(near, "work laptop");
  await expect(passkeysPanel(near).getByRole("row").filter({ hasText: "work laptop" })).toBeVisible();
  await takeScreens(near, "passkeys", { end: true });
  ageProofs(panel);
  await near.goto(`/stacks/${name}/keys`);
  await revealFirst(near);
  await expect(proofDialog(near)).toBeVisible();
  await takeScreens(near, "passkey-proof");
  await context.clearCookies();
  await near.goto("/sign-in");
  await expect(near.getByRole("button", { name: "Sign in with a passkey" })).toBeEnabled();
  await takeScreens(near, "sign-in-passkey");
  await context.close();
  await page.goto("/settings");
  await takeScreens(page, "passkeys-elsewhere", { end: true });
});
