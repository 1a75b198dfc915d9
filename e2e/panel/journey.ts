import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { deployByApi } from "@/e2e/panel/api-stack";
import { PageWatch } from "@/e2e/panel/page-watch";
import { OWNER, type PanelOptions, TestPanel } from "@/e2e/panel/test-panel";

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

type JourneyWorker = {
  /** What the shared panel is started with. */
  panelOptions: PanelOptions;
  /** Shared by the journeys of a file, and of the files that follow with the same options. */
  panel: TestPanel;
  /** The owner's session, made once. */
  ownerSession: StorageState;
  /** Name of a Directus on PostGIS and Redis, deployed and proven. Whoever changes it leaves it running. */
  postgis: string;
  /** Name of the smallest Supabase that runs functions, deployed and proven. Whoever changes it leaves it running. */
  supabase: string;
};

type Journey = {
  watch: PageWatch;
  /** A page of somebody who is not signed in; watched like `page`. */
  visitor: Page;
  visitorWatch: PageWatch;
  /** Further panels of one test; they end with it. */
  startPanel: (options: PanelOptions) => Promise<TestPanel>;
};

export const ENGINE = { tag: "@engine" };

export const test = base.extend<Journey, JourneyWorker>({
  panelOptions: [{ name: "journey" }, { option: true, scope: "worker" }],
  panel: [
    async ({ panelOptions }, use) => {
      const panel = await TestPanel.start(panelOptions);
      try {
        await use(panel);
      } finally {
        await panel.stop();
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  ownerSession: [
    async ({ panel, browser }, use) => {
      await use(await signInOnce(panel, browser));
    },
    { scope: "worker", timeout: 60_000 },
  ],
  postgis: [
    async ({ panel }, use) => {
      panel.postgisStack ??= (await deployByApi(panel, { name: panel.stackName("cms") })).name;
      await use(panel.postgisStack);
    },
    { scope: "worker", timeout: 240_000 },
  ],
  supabase: [
    async ({ panel }, use) => {
      panel.supabaseStack ??= (
        await deployByApi(panel, {
          kind: "supabase",
          name: panel.stackName("functions"),
          settings: { profile: "lite", functionsSwitch: "on" },
        })
      ).name;
      await use(panel.supabaseStack);
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: async ({ panel }, use) => {
    await use(panel.url);
  },
  // Not by the option `storageState`, which every other context of a test would start with too.
  context: async ({ browser, panel, ownerSession }, use) => {
    const context = await browser.newContext({ baseURL: panel.url, storageState: ownerSession });
    await use(context);
    await context.close();
  },
  watch: async ({ context }, use) => {
    const watch = new PageWatch(context);
    await use(watch);
    expect(watch.problems(), "what must not happen in a page").toEqual([]);
  },
  page: async ({ page, watch: _watched }, use) => {
    await use(page);
  },
  visitorWatch: async ({ browser, panel }, use) => {
    const watch = new PageWatch(await browser.newContext({ baseURL: panel.url }));
    await use(watch);
    await watch.context.close();
    expect(watch.problems(), "what must not happen in a page").toEqual([]);
  },
  visitor: async ({ visitorWatch }, use) => {
    await use(await visitorWatch.context.newPage());
  },
  startPanel: async ({ browserName: _any }, use) => {
    const started: TestPanel[] = [];
    await use(async (options) => {
      const panel = await TestPanel.start(options);
      started.push(panel);
      return panel;
    });
    for (const panel of started) await panel.stop();
  },
});

/** Makes the owner unless there is one, and signs in through the form. */
async function signInOnce(panel: TestPanel, browser: Browser): Promise<StorageState> {
  await panel.ensureOwner();
  const context = await browser.newContext({ baseURL: panel.url });
  const page = await context.newPage();
  await signIn(page);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Signs the owner in through the form, from wherever the panel asks for it. */
export async function signIn(page: Page, path = "/"): Promise<void> {
  await page.goto(path);
  await page.getByLabel("Name").fill(OWNER.name);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();
}
