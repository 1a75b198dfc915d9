import { expect } from "@playwright/test";
import { deployByApi } from "@/e2e/panel/api-stack";
import { test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

test("edge functions: before the first deploy, the list, the editor, a conflict, the dialogs", async ({
  panel,
  page,
}) => {
  test.setTimeout(400_000);
  const settings = { profile: "lite", functionsSwitch: "on" };
  const draft = await panel.control.call(routes["stacks.create"], {
    body: { kind: "supabase", name: panel.stackName("draft"), settings },
  });
  await page.goto(`/stacks/${draft.name}/functions`);
  await takeScreens(page, "functions-none");

  const { name } = await deployByApi(panel, { kind: "supabase", name: panel.stackName("baas"), settings });
  await page.goto(`/stacks/${name}/functions`);
  await takeScreens(page, "functions");
  await page.getByRole("button", { name: "New function" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("2 fast");
  await takeScreens(page, "function-new");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Upload" }).click();
  await takeScreens(page, "function-upload");
  await page.keyboard.press("Escape");

  await page.goto(`/stacks/${name}/functions/hello`);
  const editor = page.getByRole("textbox", { name: "Text of index.ts" });
  await expect(editor).toContainText("Deno.serve");
  await takeScreens(page, "function", { end: true });
  const params = { stack: name, function: "hello" };
  const { hash } = await panel.control.call(routes["functions.read-file"], {
    params,
    query: { path: "index.ts" },
  });
  await panel.control.call(routes["functions.save-file"], {
    params,
    body: { path: "index.ts", text: "// saved by somebody else\n", base: hash },
  });
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("// mine\n");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("region", { name: "index.ts was changed meanwhile" })).toBeVisible();
  await takeScreens(page, "function-conflict");
});
