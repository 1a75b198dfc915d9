import assert from "node:assert/strict";
import { AttackedPages, findBrowser, type Visit } from "@/e2e/attacks/markup/attacked-pages";
import { markOf, markupPayload, plainText } from "@/e2e/attacks/markup/markup-payloads";
import { signatureOf } from "@/e2e/attacks/markup/trap";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";

const PAYLOADS = 2000;
const BATCH = 100;
const BATCHES = PAYLOADS / BATCH;
const SHOWN = "100 payloads on every page";
const VIOLATION = "policy violated: script-src";
const ESCAPES = ["__xss was called", "dialog", "request to http://canary.invalid"];
const CONTROL = "a page that injects is found out";
/** The first numbers are plain: what they look like is what the others are compared with. */
const PLAIN_FROM = 90_000;

/** Markup in every word of others that a page shows: it stays text, in a real browser. */
export const markupPart: SoakPart = {
  name: "markup",
  title: "Markup in names, values, labels and logs",
  ids: [...numbered(SHOWN, BATCHES), CONTROL],
  tenth: [...numbered(SHOWN, BATCHES / 10), CONTROL],
  async refusal() {
    const found = await findBrowser();
    return "reason" in found ? found.reason : null;
  },
  async open() {
    const pages = await AttackedPages.open();
    try {
      // Twice: the first time some pages are still empty.
      await pages.visitAll(plain());
      const harmless = await pages.visitAll(plain());
      for (const visit of harmless) assertQuiet(visit);
      return {
        run: (id) => (id === CONTROL ? control(pages) : shown(pages, harmless, numberOf(id))),
        close: () => pages.close(),
      };
    } catch (error) {
      await pages.close();
      throw error;
    }
  },
};

function plain(): string[] {
  return Array.from({ length: BATCH }, (_, index) => plainText(PLAIN_FROM + index));
}

async function shown(pages: AttackedPages, harmless: readonly Visit[], batch: number): Promise<string> {
  // Spread, so that each batch has something of every sort.
  const numbers = Array.from({ length: BATCH }, (_, index) => index * BATCHES + batch - 1);
  const visits = await pages.visitAll(numbers.map(markupPayload));
  let places = 0;
  const seen = new Set<number>();
  for (const [index, visit] of visits.entries()) {
    assertQuiet(visit);
    assert.deepEqual(visit.signature, harmless[index]?.signature, `elements of ${visit.page}`);
    for (const number of numbers) {
      if (!visit.content.includes(markOf(number))) continue;
      places += 1;
      seen.add(number);
    }
  }
  const missing = numbers.filter((number) => !seen.has(number));
  assert.deepEqual(missing, [], "payloads that no page has shown");
  const where = visits.flatMap(({ page, content }) => {
    const count = numbers.filter((number) => content.includes(markOf(number))).length;
    return count > 10 ? [`${page} ${count}`] : [];
  });
  return `${numbers.length} payloads in ${places} places of ${visits.length} pages (${where.join(", ")}): 0 fired, 0 elements more`;
}

function assertQuiet({ page, fired }: Visit): void {
  assert.deepEqual(fired, [], `what fired on ${page}`);
}

/** The traps must see it when a payload gets through: in our pages by the policy and the elements, elsewhere by itself. */
async function control(pages: AttackedPages): Promise<string> {
  const { page, trap } = await pages.pageToInject();
  const before = await signatureOf(page);
  const payload = `<img src=x onerror="__xss('control')"><a href=" java\tscript:1">x</a>`;
  const inject = (html: string) => {
    const place = document.body.appendChild(document.createElement("div"));
    // biome-ignore lint/plugin: this is the offence that must be seen
    place.innerHTML = html;
  };
  await page.evaluate(inject, payload);
  const held = await trap.takeOnce([VIOLATION]);
  assert.notDeepEqual(await signatureOf(page), before, "elements that were added were not seen");
  assert(
    held.some((what) => what.startsWith(VIOLATION)),
    `a violation of the policy was not seen: ${held}`,
  );
  // A page without a policy.
  await page.goto("about:blank");
  await page.evaluate(
    inject,
    `${payload}<img src=x onerror="alert('control')"><img src="http://canary.invalid/control">`,
  );
  const fired = await trap.takeOnce(ESCAPES);
  for (const what of ESCAPES) {
    assert(
      fired.some((one) => one.startsWith(what)),
      `“${what}” was not seen: ${fired}`,
    );
  }
  return `seen: ${[...held, ...fired].join("; ")}`;
}
