import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { expectPlan } from "@/e2e/panel/plan-page";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { type ContainerFacts, containerFacts, recreatedServices } from "@/e2e/soak/supabase/container-facts";
import { routes } from "@/lib/api/contract/routes";

const APPLY_TIMEOUT_MS = 180_000;
const SITE = "https://app.example.org";
/** Any printable character may stand in it. */
const PASSWORD = `it's "$ANN" \\ 50% : #1`;

test(
  "new keys, another person for Studio and another site: saved one after the other, applied at once",
  ENGINE,
  async ({ panel, supabase: name, page }) => {
    test.setTimeout(APPLY_TIMEOUT_MS + 120_000);
    await givePasswordWhenAsked(page);
    const [before, old] = [await factsOf(panel, name), await anonKeyOf(panel, name)];
    expect([await asAnon(before, old), await inStudio(before)]).toEqual([200, 401]);

    await page.goto(`/stacks/${name}/keys`);
    await page.getByRole("button", { name: "Make anew: JWT secret" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Make 9 secrets anew" });
    const entailed = dialog.getByRole("list", { name: "What it entails" });
    await expect(entailed).toContainText("everybody is signed out");
    for (const label of ["anon key", "service_role key", "Publishable key", "Secret key", "Signing keys"])
      await expect(entailed).toContainText(label);
    await expectAccessible(page, "making keys anew");
    await dialog.getByRole("button", { name: /^Save revision/ }).click();
    await expectPlan(page);
    await expect(recreated(page)).toHaveText([/studio/, /kong/, /auth/, /rest/, /functions/]);
    expect(await asAnon(before, old), "saved is not applied").toBe(200);

    await page.goto(`/stacks/${name}/settings`);
    await page.getByLabel("Site URL").fill(SITE);
    await page.getByLabel("Further Studio users").fill(`ann:${PASSWORD}`);
    await page.getByRole("button", { name: /^Save as revision/ }).click();
    await expectPlan(page);
    await expect(recreated(page).filter({ hasText: "DASHBOARD_USERS" })).toHaveCount(1);
    await expect(recreated(page).filter({ hasText: "GOTRUE_SITE_URL" })).toHaveCount(1);
    await page.getByRole("button", { name: /^Apply revision/ }).click();
    await expectJobDone(page, APPLY_TIMEOUT_MS);

    const [after, now] = [await factsOf(panel, name), await anonKeyOf(panel, name)];
    expect([await asAnon(after, old), await asAnon(after, now)]).toEqual([401, 200]);
    expect(await inStudio(after)).toBe(200);
    expect(after.get("auth")?.shown.GOTRUE_SITE_URL).toBe(SITE);
    expect(recreatedServices(before, after).toSorted()).toEqual([
      "auth",
      "functions",
      "kong",
      "rest",
      "studio",
    ]);
  },
);

function recreated(page: Page): Locator {
  const operations = page.getByRole("list", { name: "Operations in order" });
  return operations.getByRole("listitem").filter({ hasText: "Recreate" });
}

async function factsOf(panel: TestPanel, stack: string): Promise<Map<string, ContainerFacts>> {
  if (panel.docker === null) throw new Error("This panel has no engine");
  return containerFacts(panel.docker, stack);
}

async function anonKeyOf(panel: TestPanel, stack: string): Promise<string> {
  const params = { stack, secret: "anonKey" };
  return (await panel.control.call(routes["stacks.reveal"], { params })).value;
}

type Facts = ReadonlyMap<string, ContainerFacts>;

async function statusOf(facts: Facts, path: string, headers: Record<string, string>): Promise<number> {
  return (await fetch(`http://${facts.get("kong")?.shown["port 8000/tcp"]}${path}`, { headers })).status;
}

/** What a program outside gets with this key. */
function asAnon(facts: Facts, key: string): Promise<number> {
  return statusOf(facts, "/auth/v1/settings", { apikey: key, authorization: `Bearer ${key}` });
}

/** What the new person gets. */
function inStudio(facts: Facts): Promise<number> {
  const login = Buffer.from(`ann:${PASSWORD}`).toString("base64");
  return statusOf(facts, "/api/platform/profile", { authorization: `Basic ${login}` });
}
