import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext, Page } from "playwright";

/** Elements and attributes that nothing of ours is made of, or as many as the harmless page has. */
const SIGNATURE = [
  ...[
    "iframe",
    "frame",
    "object",
    "embed",
    "base",
    "img",
    "video",
    "audio",
    "math",
    "marquee",
    "meta[http-equiv]",
    "noscript",
  ],
  ...[
    "template",
    "applet",
    "x-a",
    "animate",
    "[srcdoc]",
    "[autofocus]",
    "[contenteditable]",
    "foreignObject",
    "use",
  ],
];
/** Attributes and addresses that are none of ours on any page. */
const NEVER = "on* attributes, foreign scripts and bad links";

type Tell = (what: string) => void;

const AWAITED_MS = 10_000;

export type Signature = Readonly<Record<string, number>>;

/** Sees whatever a payload can do in any page of a context. */
export class Trap {
  readonly context: BrowserContext;
  readonly #fired: string[] = [];

  private constructor(context: BrowserContext) {
    this.context = context;
  }

  /** @param url of the panel: every other address is none of its pages' business */
  static async set(context: BrowserContext, url: string): Promise<Trap> {
    const trap = new Trap(context);
    await context.exposeBinding("slipwayFired", (_source, what: unknown) => {
      trap.#fired.push(String(what));
    });
    // Nothing in here has a name: a compiler that keeps names would call its own helper, which the page has not.
    await context.addInitScript(() => {
      Reflect.set(window, "__xss", (mark: unknown) =>
        (Reflect.get(window, "slipwayFired") as Tell)(`__xss was called by ${mark}`),
      );
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
        (Reflect.get(window, "slipwayFired") as Tell)(
          `policy violated: ${violatedDirective} ${blockedURI} ${sample}`,
        ),
      );
    });
    context.on("page", (page) => {
      page.on("dialog", async (dialog) => {
        trap.#fired.push(`dialog: ${dialog.message()}`);
        await dialog.dismiss();
      });
      page.on("popup", () => trap.#fired.push("a window was opened"));
    });
    context.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      const isOwn = host === new URL(url).host || !/^(?:https?|wss?|file):$/.test(protocol);
      if (!isOwn) trap.#fired.push(`request to ${request.url()}`);
    });
    return trap;
  }

  /** The same, once all that is waited for is among it, or after some seconds. */
  async takeOnce(awaited: readonly string[]): Promise<string[]> {
    const deadlineMs = Date.now() + AWAITED_MS;
    const isThere = (start: string) => this.#fired.some((what) => what.startsWith(start));
    while (!awaited.every(isThere) && Date.now() < deadlineMs) await sleep(50);
    return this.take();
  }

  /** What has fired since the last time. */
  take(): string[] {
    return this.#fired.splice(0);
  }
}

/** How many elements a page has of those that a payload would add. */
export async function signatureOf(page: Page): Promise<Signature> {
  const counts = await page.evaluate((selectors) => {
    const all = [...document.querySelectorAll("*")];
    const handlers = all.filter((element) => element.getAttributeNames().some((name) => /^on/i.test(name)));
    const scripts = [...document.scripts].filter((script) => {
      const own =
        script.src === "" ? script.nonce !== "" : script.src.startsWith(`${location.origin}/_next/`);
      return !own;
    });
    const links = all.filter((element) =>
      ["href", "src", "action", "formaction", "xlink:href", "data"].some((name) =>
        // As browsers read it: without control characters and blanks before the scheme.
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
        /^[\u0000-\u0020]*(j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|^\s*data:text/i.test(
          element.getAttribute(name) ?? "",
        ),
      ),
    );
    const never = handlers.length + scripts.length + links.length;
    return [...selectors.map((selector) => document.querySelectorAll(selector).length), never];
  }, SIGNATURE);
  return Object.fromEntries([...SIGNATURE, NEVER].map((name, index) => [name, counts[index] ?? 0]));
}
