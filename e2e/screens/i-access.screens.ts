import { expect } from "@playwright/test";
import { signIn, test } from "@/e2e/panel/journey";
import { needOwnAddress } from "@/e2e/panel/needs";
import { takeScreens } from "@/e2e/screens/take-screens";

test("how the panel is reached: privately, by an address over https, and in clear", async ({
  startPanel,
  browser,
}) => {
  needOwnAddress();
  for (const { name, bind, tls } of [
    { name: "private", bind: "127.0.0.1", tls: "" },
    { name: "https", bind: "0.0.0.0", tls: "on" },
    { name: "clear", bind: "0.0.0.0", tls: "off" },
  ]) {
    const panel = await startPanel({ name, bind, engine: "off", environment: { SLIPWAY_TLS: tls } });
    await panel.ensureOwner();
    const context = await browser.newContext({ baseURL: panel.url, ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto("/sign-in");
    if (name === "clear") await takeScreens(page, "sign-in-clear");
    await signIn(page);
    if (name === "clear") await takeScreens(page, "stacks-clear");
    await page.goto("/settings/access");
    await expect(page.getByRole("heading", { name: "Address of this panel" })).toBeVisible();
    await takeScreens(page, `access-${name}`);
    if (name === "clear") {
      await page.goto("/settings/tokens");
      await takeScreens(page, "tokens-clear");
    }
    await context.close();
  }
});
