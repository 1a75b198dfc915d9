import { createServer } from "node:net";
import { expect } from "@playwright/test";
import { createByApi } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { ENGINE, test } from "@/e2e/panel/journey";
import { routes } from "@/lib/api/contract/routes";

test("what is wrong in a definition is said beside its field, and what was typed stays", async ({
  panel,
  page,
}) => {
  const { name: taken } = await createByApi(panel, { name: panel.stackName("taken") });
  await page.goto("/new");
  const name = page.getByLabel("Name", { exact: true });
  for (const [typed, words] of [
    ["Fjord Café", "lower-case letters, digits and hyphens"],
    ["-cms", "begins and ends with a letter or digit"],
    [taken, `named ${taken} exists already`],
  ] as const) {
    await name.fill(typed);
    await expect(name).toHaveAccessibleDescription(new RegExp(words));
    await expect(name).toHaveValue(typed);
  }
  await name.fill(panel.stackName("well"));
  await expect(name).not.toHaveAttribute("aria-invalid", "true");

  const port = page.getByLabel("Port", { exact: true });
  await port.fill("70000");
  await expect(port).toHaveAccessibleDescription(/65,?535/);
  await expect(page.getByText("1 field to put right first")).toBeVisible();
  await expect(page.getByText("As they were before the marked fields")).toBeVisible();
  await port.fill("18055");

  await page.getByRole("button", { name: /^Operation/ }).click();
  await page.getByRole("button", { name: "Add a variable" }).click();
  const nul = page.getByLabel("Value of variable 1");
  await page.getByLabel("Name of variable 1").fill("GREETING");
  await page.getByLabel("Value of GREETING").fill("a\u0000b");
  await expect(page.getByRole("group", { name: /variables/i })).toHaveAccessibleDescription(/NUL/);
  await expect(nul).toHaveCount(0);

  // Refused when somebody deploys all the same, and nothing is saved.
  await page
    .getByRole("button", { name: /^(Deploy|Save without deploying)/ })
    .first()
    .click();
  await expect(page.getByText("1 field to put right first")).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue(panel.stackName("well"));
  await expect(port).toHaveValue("18055");
});

test("a taken port names its holder and offers the next free one", ENGINE, async ({ panel, page }) => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "0.0.0.0", resolve));
  const address = holder.address();
  const taken = typeof address === "object" && address !== null ? address.port : 0;
  try {
    await page.goto("/new");
    await page.getByLabel("Name", { exact: true }).fill(panel.stackName("ports"));
    await page.getByLabel("Port", { exact: true }).fill(String(taken));
    const checks = page.getByRole("region", { name: "Pre-flight" });
    await expect(checks).toContainText(`Port ${taken} is in use by a process on this host`);
    const free = checks.getByRole("button", { name: /^Use \d+$/ });
    const proposed = ((await free.textContent()) ?? "").replace("Use ", "");
    await free.click();
    await expect(page.getByLabel("Port", { exact: true })).toHaveValue(proposed);
    await expect(checks).toContainText(/(\d+) of \1 passed/);
  } finally {
    holder.close();
  }
});

test("a taken port of a running stack is named by the stack", ENGINE, async ({ panel, postgis, page }) => {
  await page.goto("/new");
  await page.getByLabel("Name", { exact: true }).fill(panel.stackName("same"));
  await page.goto(`/stacks/${postgis}/settings`);
  const port = await page.getByLabel("Port", { exact: true }).inputValue();
  await page.goto("/new");
  await page.getByLabel("Port", { exact: true }).fill(port);
  await expect(page.getByRole("region", { name: "Pre-flight" })).toContainText(
    `Port ${port} is in use by the stack ${postgis}`,
  );
});

test("what is not there says so", async ({ page, watch }) => {
  watch.allow(/status of 404/);
  for (const path of ["/stacks/no-such-stack", "/jobs/987654", "/nowhere"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  }
});

test("a save that does not reach the panel is refused beside the form, which keeps what was typed", async ({
  panel,
  page,
  watch,
}) => {
  watch.allow(/net::ERR_FAILED/);
  const { name } = await createByApi(panel, { name: panel.stackName("unheard") });
  await page.goto(`/stacks/${name}/settings`);
  const key = page.getByLabel("Licence key");
  const refusal = page.getByRole("main").getByRole("alert").filter({ hasText: "The panel does not answer" });
  await page.route(`**/stacks/${name}/settings`, (route) => route.abort());
  await key.fill("typed-and-not-saved-yet");
  await expect(refusal, "of the check after the pause").toBeVisible();
  await page.getByRole("button", { name: "Save as revision 2" }).click();
  await expect(refusal).toBeVisible();
  await expect(key).toHaveValue("typed-and-not-saved-yet");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Save as revision 2" }).click();
  await page.waitForURL(/\/(plan|files)$/);
});

test("a stored secret can be removed and kept after all, but not while the settings need it", async ({
  panel,
  page,
}) => {
  const { id, name } = await createByApi(panel, {
    name: panel.stackName("unkeyed"),
    settings: { storage: "s3", s3Bucket: "b", s3AccessKey: "k" },
    secrets: { licenseKey: "to-be-removed", s3SecretKey: "needed" },
  });
  await page.goto(`/stacks/${name}/settings`);
  const key = page.getByRole("textbox", { name: "Licence key" });
  const save = page.getByRole("button", { name: "Save as revision 2" });
  await page.getByRole("button", { name: "Remove: Licence key" }).click();
  await expect(key).toBeDisabled();
  await expect(key).toHaveAttribute("placeholder", "Removed when you save");
  const undo = page.getByRole("button", { name: "Undo removing: Licence key" });
  await expect(undo).toBeFocused();
  await undo.click();
  await expect(key).toBeEnabled();
  await expect(save).toBeDisabled();

  await page.getByRole("button", { name: "Remove: Secret access key" }).click();
  await save.click();
  await expect(page.getByText("Secret access key is needed with the access key id")).toBeVisible();
  await page.getByRole("button", { name: "Undo removing: Secret access key" }).click();
  await page.getByRole("button", { name: "Remove: Licence key" }).click();
  await expectAccessible(page, "settings with a secret to remove");
  await save.click();
  await page.waitForURL(/\/(plan|files)$/);

  const { secrets } = await panel.control.call(routes["stacks.secrets"], { params: { stack: id } });
  const set = secrets.filter((secret) => secret.provided && secret.set).map((secret) => secret.name);
  expect(set).toEqual(["s3SecretKey"]);
  await page.goto(`/stacks/${name}/settings`);
  await expect(key).toBeEnabled();
  await expect(page.getByRole("button", { name: "Remove: Licence key" })).toHaveCount(0);
});
