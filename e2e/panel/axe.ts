import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WIDE = { width: 1440, height: 900 };
const LOOKS = [
  { look: "wide, dark", colorScheme: "dark", viewport: WIDE },
  { look: "wide, light", colorScheme: "light", viewport: WIDE },
  { look: "narrow", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

/**
 * Holds a page as it stands to axe, in every look: nothing serious, nothing critical, nothing wider than the window.
 * @param except a part that another journey holds to axe, and that has too many elements to do so twice: a selector
 */
export async function expectAccessible(page: Page, what: string, except?: string): Promise<void> {
  for (const { look, colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(viewport);
    const axe = new AxeBuilder({ page });
    const { violations } = await (except === undefined ? axe : axe.exclude(except)).analyze();
    const grave = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
      );
    expect.soft(grave, `${what}, ${look}`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(overflow, `${what}, ${look}: pixels wider than the window`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(WIDE);
}
