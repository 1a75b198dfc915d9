import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { jobEnd, untilIdle } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { downloaded } from "@/e2e/panel/download";
import { ENGINE, test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { routes } from "@/lib/api/contract/routes";
import { tarArchive } from "@/lib/tar-archive";

const DEPLOY_TIMEOUT_MS = 300_000;

const answering = (text: string) =>
  `Deno.serve(() => Response.json({ message: ${JSON.stringify(text)} }));\n`;

function archive(files: Readonly<Record<string, string>>): {
  name: string;
  mimeType: string;
  buffer: Buffer;
} {
  const entries = Object.entries(files).map(([path, content]) => ({ path, content, mode: 0o644 }));
  return {
    name: "sent.tar.gz",
    mimeType: "application/gzip",
    buffer: gzipSync(tarArchive(entries, new Date(0))),
  };
}

/** What a function answers through the gateway, as a program of the person's would ask it. */
async function answerOf(panel: TestPanel, stack: string, name: string): Promise<string> {
  const { functions } = await panel.control.call(routes["functions.list"], { params: { stack } });
  const url = functions.find((one) => one.name === name)?.url ?? "";
  const secret = { params: { stack, secret: "anonKey" } };
  const { value } = await panel.control.call(routes["stacks.reveal"], secret);
  const answer = await fetch(url, { headers: { apikey: value, authorization: `Bearer ${value}` } });
  return answer.text();
}

const editorOf = (page: Page, path: string) => page.getByRole("textbox", { name: `Text of ${path}` });

async function replaceText(page: Page, path: string, text: string): Promise<void> {
  await editorOf(page, path).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

test(
  "functions: made, edited by two, uploaded, downloaded, kept by a deploy, deleted",
  ENGINE,
  async ({ panel, supabase: name, page }) => {
    test.setTimeout(DEPLOY_TIMEOUT_MS + 240_000);
    const stack = await panel.control.call(routes["stacks.show"], { params: { stack: name } });
    await givePasswordWhenAsked(page);

    await page.goto(`/stacks/${name}`);
    await page
      .getByRole("navigation", { name, exact: true })
      .getByRole("link", { name: "Functions" })
      .click();
    const list = page.getByRole("table", { name: `Functions of ${name}` });
    await expect(list.getByRole("row", { name: /main/ })).toContainText("the service's own");
    await expect(list.getByRole("button", { name: "Delete main" })).toHaveCount(0);
    await expectAccessible(page, "functions");

    // Made from the sample, by a name that is checked while it is typed.
    await page.getByRole("button", { name: "New function" }).click();
    const making = page.getByRole("dialog", { name: "New function" });
    await making.getByLabel("Name").fill("../main");
    await expect(making.getByText("Begins with a letter")).toBeVisible();
    await expect(making.getByRole("button", { name: "Create" })).toBeDisabled();
    await making.getByLabel("Name").fill("greet");
    await making.getByRole("button", { name: "Create" }).click();
    await expect(editorOf(page, "index.ts")).toContainText("Deno.serve");
    expect(page.url()).toMatch(/\/functions\/greet$/);
    expect(await answerOf(panel, name, "greet")).toContain("Hello, world");
    await expectAccessible(page, "a function in the editor");

    // By keyboard: Tab indents, Escape and Tab go on.
    await editorOf(page, "index.ts").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Tab");
    await expect(editorOf(page, "index.ts")).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "Unsaved changes" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(editorOf(page, "index.ts")).not.toBeFocused();

    // Nothing unsaved is lost by a click.
    await page.getByRole("navigation", { name, exact: true }).getByRole("link", { name: "Logs" }).click();
    const question = page.getByRole("alertdialog", { name: "index.ts has unsaved changes" });
    await question.getByRole("button", { name: "Keep editing" }).click();
    await expect(page).toHaveURL(/\/functions\/greet$/);
    // Nor by the browser's own way back.
    await page.goBack();
    await expect(list).toBeVisible();
    await page.goForward();
    await expect(page.getByRole("status").filter({ hasText: "Unsaved changes" })).toBeVisible();
    await replaceText(page, "index.ts", answering("mine"));
    await page.keyboard.press("Control+s");
    await expect(page.getByText("Saved index.ts").first()).toBeVisible();
    await page.getByRole("button", { name: "Restart functions" }).click();
    await expect.poll(() => answerOf(panel, name, "greet"), { timeout: 60_000 }).toContain("mine");

    // Somebody else saves meanwhile: both texts are there, and nothing is written before one is chosen.
    const params = { stack: stack.id, function: "greet" };
    const read = () =>
      panel.control.call(routes["functions.read-file"], { params, query: { path: "index.ts" } });
    const { hash } = await read();
    await panel.control.call(routes["functions.save-file"], {
      params,
      body: { path: "index.ts", text: answering("theirs"), base: hash },
    });
    await replaceText(page, "index.ts", answering("mine again"));
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const changed = page.getByRole("region", { name: "index.ts was changed meanwhile" });
    await expect(changed).toContainText("theirs");
    await expect(editorOf(page, "index.ts")).toContainText("mine again");
    expect((await read()).text).toBe(answering("theirs"));
    await changed.getByRole("button", { name: "Write mine over it" }).click();
    await expect(changed).toHaveCount(0);
    expect((await read()).text).toBe(answering("mine again"));

    // An archive with a path that leads out is refused whole; a right one takes the place of all files.
    await page.getByLabel("New file").fill("lib/old.ts");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(editorOf(page, "lib/old.ts")).toBeVisible();
    await page.getByRole("button", { name: "Replace", exact: true }).click();
    const replacing = page.getByRole("dialog", { name: "Replace the files of greet" });
    const evil = archive({ "index.ts": "x", "../main/index.ts": "x" });
    await replacing.getByLabel("Archive").setInputFiles(evil);
    await replacing.getByRole("button", { name: "Replace all files" }).click();
    await expect(replacing.getByText("../main/index.ts")).toBeVisible();
    expect((await read()).text).toBe(answering("mine again"));
    await replacing.getByLabel("Archive").setInputFiles(archive({ "greet/index.ts": answering("sent") }));
    await replacing.getByRole("button", { name: "Replace all files" }).click();
    await expect(replacing).toHaveCount(0);
    const files = page.getByRole("navigation", { name: "Files of greet" });
    await expect(files.getByRole("button")).toHaveText([/^index\.ts/]);

    const button = page.getByRole("button", { name: "Download" });
    const download = await downloaded(page, () => button.click());
    expect(download.suggestedFilename()).toBe("greet.tar.gz");
    const packed = await readFile(await download.path());
    await panel.control.call(routes["functions.upload"], {
      params: { stack: stack.id, function: "copy" },
      body: { archive: packed.toString("base64"), base: null },
    });
    await expect.poll(() => answerOf(panel, name, "copy"), { timeout: 60_000 }).toContain("sent");

    // A deploy that makes the service's container anew leaves them as they are.
    await untilIdle(panel, stack.id);
    const settings = {
      ...stack.settings,
      functionsVariables: [{ name: "FUNCTIONS_GREETING", value: "changed" }],
    };
    await panel.control.call(routes["revisions.create"], {
      params: { stack: stack.id },
      body: { base: stack.revision, settings, access: { mode: "private" }, secrets: {}, note: "" },
    });
    const job = await panel.control.call(routes["stacks.deploy"], { params: { stack: stack.id }, body: {} });
    await jobEnd(panel, job.id);
    expect((await read()).text).toBe(answering("sent"));

    await page.goto(`/stacks/${name}/functions`);
    await page.getByRole("button", { name: "Delete greet" }).click();
    const deleting = page.getByRole("alertdialog", { name: "Delete greet" });
    await expect(deleting.getByRole("button", { name: "Delete the function" })).toBeDisabled();
    await deleting.getByLabel("Type greet to confirm").fill("greet");
    await deleting.getByRole("button", { name: "Delete the function" }).click();
    await expect(list.getByRole("link", { name: "greet", exact: true })).toHaveCount(0);
    await expect(list.getByRole("link", { name: "copy", exact: true })).toBeVisible();
  },
);

test("functions before the first deploy say what to do", async ({ panel, page }) => {
  const { name } = await panel.control.call(routes["stacks.create"], {
    body: { kind: "supabase", name: panel.stackName("undeployed") },
  });
  await page.goto(`/stacks/${name}/functions`);
  await expect(
    page.getByRole("heading", { name: /no container of functions yet|does not answer|engine/i }),
  ).toBeVisible();
  await expectAccessible(page, "functions before the first deploy");
});
