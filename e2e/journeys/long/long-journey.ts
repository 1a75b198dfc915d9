import { BrowserStack } from "@/e2e/journeys/long/browser-stack";
import { test as base } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { settingTries } from "@/e2e/soak/supabase/setting-tries";

/** Deployed once, and changed by every test that follows in the same process. */
type LongWorker = { stack: BrowserStack; trySettings: (id: string) => Promise<string> };
type Long = { changed: BrowserStack };

export const test = base.extend<Long, LongWorker>({
  stack: [
    async ({ panel }, use) => {
      await use(await BrowserStack.open(panel));
    },
    { scope: "worker", timeout: 300_000 },
  ],
  trySettings: [
    async ({ stack }, use) => {
      await use(await settingTries(stack));
    },
    { scope: "worker" },
  ],
  changed: async ({ stack, page }, use) => {
    await givePasswordWhenAsked(page);
    await use(stack.useIn(page));
  },
});
