import { test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";

test.use({ panelOptions: { name: "tokens", engine: "off" } });

test("API tokens, and the calls that they may make", async ({ page }) => {
  await page.goto("/settings/tokens");
  await takeScreens(page, "tokens-none");
  for (const [name, scope] of [
    ["backup at night", "secrets"],
    ["ci", "deploy"],
  ] as const) {
    await page.getByLabel("Name").fill(name);
    await page.getByRole("radio", { name: scope }).check({ force: true });
    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByRole("button", { name: `End ${name}` }).waitFor();
  }
  await takeScreens(page, "tokens", { end: true });
  await page.getByRole("button", { name: "End ci" }).click();
  await takeScreens(page, "tokens-end");
  await page.goto("/settings/api");
  await takeScreens(page, "api");
  await page.getByRole("searchbox", { name: "Search the calls" }).fill("remove");
  await page.getByText("/api/v1/stacks/{stack}/remove").click();
  await takeScreens(page, "api-call", { end: true });
});
