import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { TalkingEngine } from "@/e2e/attacks/markup/talking-engine";
import { type Signature, signatureOf, Trap } from "@/e2e/attacks/markup/trap";
import { ROOT } from "@/e2e/panel/surroundings";
import { OWNER, TestPanel } from "@/e2e/panel/test-panel";
import { setUpChromium } from "@/e2e/run/chromium.mjs";
import { routes } from "@/lib/api/contract/routes";
import { PanelError } from "@/lib/errors";
import { createTerminal } from "@/lib/launch/terminal.mjs";
import { environmentProblem } from "@/lib/stacks/env-file";

const NOTES = 3;
const INVITATIONS = 5;
const NOTE_LENGTH = 100;
const SETTLE_MS = 150;
const SHOWN_MS = 10_000;

export type Visit = {
  page: string;
  signature: Signature;
  fired: string[];
  /** What stands in the page, attributes and values of fields among it. */
  content: string;
};

/** Where the browser is, or why there is none. */
export function findBrowser(): Promise<{ path: string } | { reason: string }> {
  return setUpChromium({ root: ROOT, env: process.env, terminal: createTerminal() });
}

/** A built panel with a stack, an engine full of words of others, and a real browser that is signed in. */
export class AttackedPages {
  readonly #made: { panel: TestPanel; engine: TalkingEngine; browser: Browser; folder: string };
  readonly #page: Page;
  readonly #trap: Trap;
  readonly #stack: { id: string; name: string };
  #revision: number;

  private constructor(
    made: { panel: TestPanel; engine: TalkingEngine; browser: Browser; folder: string },
    page: Page,
    trap: Trap,
    stack: { id: string; name: string; revision: number },
  ) {
    this.#made = made;
    this.#page = page;
    this.#trap = trap;
    this.#stack = stack;
    this.#revision = stack.revision;
  }

  static async open(): Promise<AttackedPages> {
    const found = await findBrowser();
    if ("reason" in found) throw new Error(found.reason);
    const folder = await mkdtemp(join(tmpdir(), "slipway-markup-"));
    const engine = await TalkingEngine.open(folder);
    await writeCompose(folder);
    const panel = await TestPanel.start({
      name: "markup",
      engine: { socket: engine.socket },
      // Its plugins come before every other Compose.
      environment: { DOCKER_CONFIG: folder },
    });
    await panel.ensureOwner();
    const browser = await chromium.launch({
      executablePath: found.path,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    const context = await browser.newContext({ baseURL: panel.url, viewport: { width: 1280, height: 900 } });
    const trap = await Trap.set(context, panel.url);
    const page = await context.newPage();
    await page.goto("/");
    await page.getByLabel("Name").fill(OWNER.name);
    await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Stacks" }).waitFor();
    const stack = await panel.control.call(routes["stacks.create"], {
      body: {
        kind: "directus",
        name: "shop",
        settings: { database: "sqlite" },
        access: { mode: "private" },
        secrets: {},
      },
    });
    engine.stack = stack;
    engine.tell();
    const pages = new AttackedPages({ panel, engine, browser, folder }, page, trap, stack);
    // It comes as far as a container that is not well: from then on it is shown.
    await pages.#deploy();
    return pages;
  }

  /** Puts the texts wherever words of others may stand, and opens every page that shows them. */
  async visitAll(texts: readonly string[]): Promise<Visit[]> {
    const job = await this.#place(texts);
    const visits: Visit[] = [];
    const { name } = this.#stack;
    const [first = "", second = ""] = texts;
    const asked = new URLSearchParams({ who: second.slice(0, 100), what: first.slice(0, 100) });
    const segment = encodeURIComponent(first.toWellFormed());
    const paths = [
      ...["/", "/new", "/activity", "/engine", "/settings", "/settings/people", "/settings/backups"],
      ...["", "/settings", "/keys", "/files", "/activity", "/plan"].map((tab) => `/stacks/${name}${tab}`),
      ...[
        "/settings/audit",
        `/settings/audit?${asked}`,
        `/stacks/${segment}`,
        `/jobs/${segment}`,
        `/${segment}`,
      ],
      `/sign-in?callbackUrl=${segment}&next=${segment}`,
    ];
    for (const path of paths) visits.push(await this.#visit(path, pageName(path, segment)));
    visits.push(await this.#visitLog(texts));
    visits.push(
      await this.#visit(`/jobs/${job}`, "job", async (page) => {
        await page.getByText("Raw output").first().waitFor();
      }),
    );
    visits.push(
      await this.#visit(`/stacks/${name}`, "service", async (page) => {
        await page.getByRole("button", { name: "directus", exact: true }).click();
        await page.getByRole("dialog", { name: "directus" }).getByText("Health checks").waitFor();
      }),
    );
    return visits;
  }

  /** The page of a stack as it is, for controls. */
  async pageToInject(): Promise<{ page: Page; trap: Trap }> {
    await this.#page.goto(`/stacks/${this.#stack.name}`);
    return { page: this.#page, trap: this.#trap };
  }

  async close(): Promise<void> {
    const { panel, engine, browser, folder } = this.#made;
    await browser.close();
    await panel.stop();
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** @returns number of a job that failed in these words */
  async #place(texts: readonly string[]): Promise<number> {
    const { panel, engine, folder } = this.#made;
    const { control } = panel;
    engine.texts = texts;
    await writeFile(join(folder, "says"), texts.join("\n"));
    const params = { stack: this.#stack.id };
    const fit = texts.filter((text) => environmentProblem("TEXT", text) === undefined);
    for (const note of texts.slice(0, NOTES)) {
      const settings = {
        database: "sqlite",
        projectName: (fit[0] ?? "").replaceAll(/[\r\n]/g, " ").slice(0, NOTE_LENGTH),
        variables: fit.map((value, index) => ({ name: `TEXT_${index}`, value })),
      };
      const { revision } = await control.call(routes["revisions.create"], {
        params,
        body: {
          base: this.#revision,
          settings,
          access: { mode: "private" },
          secrets: {},
          note: note.slice(0, 500),
        },
      });
      this.#revision = revision.number;
    }
    await this.#invite(texts);
    for (const name of texts.slice(0, 2)) await refusedSignIn(panel, name.slice(0, 200));
    engine.tell();
    return this.#deploy();
  }

  /** @returns the job's number, whichever way it ended */
  async #deploy(): Promise<number> {
    const { control } = this.#made.panel;
    const params = { stack: this.#stack.id };
    const { id, number } = await control.call(routes["stacks.deploy"], { params, body: {} });
    for await (const line of control.lines(routes["jobs.events"], { params: { job: id } })) {
      if (line.type === "job" && line.job.endedAt !== null) break;
    }
    return number;
  }

  async #invite(texts: readonly string[]): Promise<void> {
    const { control } = this.#made.panel;
    const { invitations } = await control.call(routes["people.list"], {});
    for (const { id } of invitations) {
      await control.call(routes["people.revoke"], { params: { invitation: id } });
    }
    for (const text of texts.slice(0, INVITATIONS)) {
      await control.call(routes["people.invite"], {
        body: { role: "viewer", note: text.trim().slice(0, NOTE_LENGTH) },
      });
    }
  }

  async #visit(path: string, name: string, look?: (page: Page) => Promise<void>): Promise<Visit> {
    const page = this.#page;
    await page.goto(path, { waitUntil: "load" });
    await look?.(page);
    // What a payload does, it does within the first frames; and the first live line has come.
    await page.waitForTimeout(SETTLE_MS);
    return this.#seen(name, await contentOf(page));
  }

  /** Only the lines in sight are in the page: all of them are brought into sight once. */
  async #visitLog(texts: readonly string[]): Promise<Visit> {
    const page = this.#page;
    await page.goto(`/stacks/${this.#stack.name}/logs`);
    const log = page.getByRole("log", { name: "Log lines" });
    await log.locator("[data-index]").first().waitFor({ timeout: SHOWN_MS });
    const lines = texts.join("\n").split("\n").length;
    let content = "";
    for (let top = 0; top <= lines * 20; top += 600) {
      await log.evaluate((box, to) => box.scrollTo(0, to), top);
      await page.waitForTimeout(SETTLE_MS / 3);
      content += await contentOf(page);
    }
    return this.#seen("log", content);
  }

  async #seen(name: string, content: string): Promise<Visit> {
    return { page: name, signature: await signatureOf(this.#page), fired: this.#trap.take(), content };
  }
}

/** What a person can read, and not what a script carries. */
async function contentOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll("input, textarea")].map((field) =>
      Reflect.get(field, "value"),
    );
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest("script, style") === null) texts.push(node.textContent ?? "");
    }
    return [...texts, ...fields].join("\n");
  });
}

function pageName(path: string, segment: string): string {
  return path.replaceAll(segment, "…").replace(/\?.*$/, "?…");
}

async function refusedSignIn({ control }: TestPanel, name: string): Promise<void> {
  try {
    await control.call(routes["sessions.create"], { body: { name, password: "no password" } });
  } catch (error) {
    // Refused is what it must be, for whichever reason.
    if (!(error instanceof PanelError)) throw error;
  }
}

async function writeCompose(folder: string): Promise<void> {
  const program = join(folder, "cli-plugins", "docker-compose");
  await mkdir(join(folder, "cli-plugins"));
  const compose = JSON.stringify(join(import.meta.dirname, "talking-compose.mjs"));
  const says = JSON.stringify(join(folder, "says"));
  await writeFile(program, `#!${process.execPath}\nimport(${compose}).then(({ fail }) => fail(${says}));\n`);
  await chmod(program, 0o755);
}
