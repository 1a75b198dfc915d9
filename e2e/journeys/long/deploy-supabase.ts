import { expect, type Page } from "@playwright/test";
import { choose } from "@/e2e/panel/choose";
import { withDefaultNames } from "@/e2e/panel/default-names";
import type { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";

type Hands = Awaited<ReturnType<typeof watchHands>>;

/** One stack as a person deployed it. */
export type Deployed = { name: string; seconds: number; probes: number; clicks: number };

const MOST_CLICKS = 4;
const DEPLOY_TIMEOUT_MS = 240_000;

/** From the first page to the verdict: a name and ports that are proposed, at most four clicks, nothing typed. */
export async function deploySupabase(page: Page, hands: Hands, profile: string): Promise<Deployed> {
  hands.clicks.length = 0;
  await page.goto("/");
  return withDefaultNames(async () => {
    await page.getByRole("link", { name: /^New (Directus )?stack/ }).click();
    await choose(page, /^Supabase/);
    await expect(page.getByRole("region", { name: "Rendered files" })).toContainText("supabase/postgres");
    if (profile !== "Standard") await choose(page, new RegExp(`^${profile}`));
    const name = await page.getByLabel("Name", { exact: true }).inputValue();
    await expect(page.getByRole("region", { name: "Pre-flight" })).toContainText(/(\d+) of \1 passed/);
    const startMs = Date.now();
    await page.getByRole("button", { name: /^Deploy/ }).click();
    await expectJobDone(page, DEPLOY_TIMEOUT_MS);
    const seconds = (Date.now() - startMs) / 1000;
    const side = page.getByRole("complementary", { name: "Job, services and probes" });
    await expect(side).toContainText(/Probes.*(\d+) of \1/);
    const probes = Number(/Probes\D*(\d+) of/.exec(await side.innerText())?.[1]);
    expect(hands.clicks.length, hands.clicks.join(", ")).toBeLessThanOrEqual(MOST_CLICKS);
    expect(hands.typed, "typed values").toEqual([]);
    return { name, seconds, probes, clicks: hands.clicks.length };
  });
}
