import type { BrowserContext } from "@playwright/test";

/** What a person did in the pages of a context. */
export type Hands = { clicks: string[]; typed: string[] };

/**
 * Counts every click and every character typed into a field, by the browser's own events, so that no helper of a test
 * can do either unseen.
 */
export async function watchHands(context: BrowserContext): Promise<Hands> {
  const hands: Hands = { clicks: [], typed: [] };
  await context.exposeBinding("slipwayHand", (_source, what: unknown, where: unknown) => {
    (what === "click" ? hands.clicks : hands.typed).push(String(where));
  });
  await context.addInitScript(() => {
    const tell = (what: string, event: Event) => {
      const target = event.target instanceof Element ? event.target : null;
      const words = target?.closest("a, button, label, input")?.textContent || target?.tagName || "";
      const chosen = target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type);
      const report: unknown = Reflect.get(window, "slipwayHand");
      if (event.isTrusted && !(what === "typed" && chosen) && typeof report === "function")
        report(what, words.trim().slice(0, 60));
    };
    addEventListener("pointerdown", (event) => tell("click", event), true);
    addEventListener("input", (event) => tell("typed", event), true);
  });
  return hands;
}
