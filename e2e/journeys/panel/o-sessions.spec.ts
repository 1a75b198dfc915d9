import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { signIn, test } from "@/e2e/panel/journey";
import { PageWatch } from "@/e2e/panel/page-watch";
import { OWNER, type TestPanel } from "@/e2e/panel/test-panel";

test.use({ panelOptions: { name: "sessions", engine: "off" } });

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
/** From the click in one browser to the sign-in page in the other. */
const LED_AWAY_MS = 5_000;

const sessions = (page: Page) => page.getByRole("table", { name: "Your sessions" });

/** The owner in a browser of its own. */
async function otherBrowser(panel: TestPanel, browser: Browser, userAgent: string) {
  const watch = new PageWatch(await browser.newContext({ baseURL: panel.url, userAgent }));
  // Chromium's words for the call that tells an open page that its session is over.
  watch.allow(/status of 401/);
  const page = await watch.context.newPage();
  await signIn(page);
  return { page, watch };
}

test("one browser ends another, which is led to sign-in at once", async ({ panel, page, browser }) => {
  const other = await otherBrowser(panel, browser, FIREFOX);
  await page.goto("/settings");
  const row = sessions(page).getByRole("row").filter({ hasText: "Firefox 145 on Linux" });
  await expect(row).toContainText("127.0.0.1");
  await expect(sessions(page).getByText("this one")).toHaveCount(1);
  await expect(row.getByText("this one")).toHaveCount(0);
  await expectAccessible(page, "settings with two sessions");

  await row.getByRole("button", { name: "End Firefox 145 on Linux from 127.0.0.1" }).click();
  await other.page.waitForURL(/\/sign-in/, { timeout: LED_AWAY_MS });
  await expect(row).toHaveCount(0);
  await page.goto("/settings/audit");
  await expect(page.getByRole("table", { name: "Audit entries" })).toContainText("session ended");
  await other.page.goto("/settings");
  await expect(other.page).toHaveURL(/\/sign-in/);
  await other.watch.context.close();
  expect(other.watch.problems()).toEqual([]);
});

test("ends all others, and keeps the one that asks", async ({ panel, page, browser }) => {
  const others = [
    await otherBrowser(panel, browser, FIREFOX),
    await otherBrowser(panel, browser, "<b>none</b>"),
  ];
  await page.goto("/settings");
  await expect(sessions(page)).toContainText("Unknown browser");
  await page.getByRole("button", { name: "End all others" }).click();
  for (const { page: ended } of others) await ended.waitForURL(/\/sign-in/, { timeout: LED_AWAY_MS });
  await expect(page.getByRole("button", { name: "End all others" })).toHaveCount(0);
  await expect(sessions(page).getByRole("row")).toHaveCount(2);
  for (const { watch } of others) {
    await watch.context.close();
    expect(watch.problems()).toEqual([]);
  }
});

test("what does not reach the panel is said beside the button, and nobody is signed out", async ({
  panel,
  browser,
}) => {
  const { page, watch } = await otherBrowser(panel, browser, FIREFOX);
  watch.allow(/net::ERR_FAILED/);
  await page.goto("/settings");
  const unheard = (text: string) => page.getByRole("alert").filter({ hasText: text });
  await page.route("**/settings", (route) => route.abort());
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(unheard("The panel does not answer")).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(unheard("The panel does not answer")).toHaveCount(2);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("sign out");
  await page.keyboard.press("Enter");
  await expect(unheard("You are still signed in: The panel does not answer.")).toBeVisible();

  await page.unrouteAll();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  await watch.context.close();
  expect(watch.problems()).toEqual([]);
});

test("a changed password ends the other browser; too many wrong ones are refused with the time to wait", async ({
  panel,
  page,
  browser,
}) => {
  const other = await otherBrowser(panel, browser, FIREFOX);
  await page.goto("/settings");
  await page.getByLabel("Current password", { exact: true }).fill(OWNER.password);
  await page.getByLabel("New password", { exact: true }).fill(OWNER.password);
  await page.getByLabel("New password again", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await other.page.waitForURL(/\/sign-in/, { timeout: LED_AWAY_MS });

  await other.page.getByLabel("Name").fill(OWNER.name);
  let tries = 0;
  const attempt = async () => {
    tries += 1;
    // Whatever a client says of its address, it is the socket's that counts.
    const made = `203.0.113.${tries}`;
    await other.watch.context.setExtraHTTPHeaders({
      ...{ "x-forwarded-for": made, "x-real-ip": made, "x-slipway-peer": made, forwarded: `for=${made}` },
    });
    await other.page.getByLabel("Password", { exact: true }).fill("not the password");
    const answered = other.page.waitForResponse(/\/api\/auth\/callback\/credentials/);
    await other.page.getByRole("button", { name: "Sign in" }).click();
    await answered;
  };
  for (let wrong = 0; wrong < 10; wrong += 1) await attempt();
  await expect(other.page.getByText("Name or password is wrong.")).toBeVisible();
  await attempt();
  await expect(other.page.getByText("There were too many attempts that failed.")).toBeVisible();
  await expect(other.page.getByText(/Wait 15 minutes, then try again/)).toBeVisible();
  // Who is signed in is not affected.
  await page.reload();
  await expect(sessions(page)).toContainText("this one");
  await page.goto("/settings/audit");
  const heldOff = page.getByRole("row").filter({ hasText: "sign-in held off" });
  await expect(heldOff).toHaveCount(1);
  await expect(heldOff).toContainText("127.0.0.1");
  await other.watch.context.close();
  expect(other.watch.problems()).toEqual([]);
});
