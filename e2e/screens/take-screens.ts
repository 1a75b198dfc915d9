import { join } from "node:path";
import type { Page } from "@playwright/test";
import { ROOT } from "@/e2e/panel/surroundings";

const LOOKS = [
  { suffix: "dark", colorScheme: "dark", width: 1440, height: 900 },
  { suffix: "light", colorScheme: "light", width: 1440, height: 900 },
  { suffix: "390", colorScheme: "dark", width: 390, height: 844 },
] as const;

/** Long enough for a list that is measured after its first paint. */
const SETTLE_MS = 250;

type Options = {
  /** A second picture of each, scrolled to the end: `<name>-end-…`. */
  end?: boolean;
  /** The page from top to bottom instead of what the window shows. */
  whole?: boolean;
};

/** Writes a screen as it stands, dark, light and narrow, to `screens/<name>-<look>.png`. */
export async function takeScreens(page: Page, name: string, options: Options = {}): Promise<void> {
  const { end = false, whole = false } = options;
  for (const { suffix, colorScheme, width, height } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(ROOT, "screens", `${name}-${suffix}.png`), fullPage: whole });
    if (!end) continue;
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(ROOT, "screens", `${name}-end-${suffix}.png`) });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
