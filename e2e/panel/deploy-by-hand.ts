import { expect, type Page } from "@playwright/test";
import { choose } from "@/e2e/panel/choose";
import { withDefaultNames } from "@/e2e/panel/default-names";
import type { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";

type Hands = Awaited<ReturnType<typeof watchHands>>;

export type HandDeploy = {
  /** As its card on the page of a new stack begins. */
  kind: string;
  /** Stands in the rendered files once they are those of this kind. */
  image: string;
  timeoutMs: number;
  /** Looks at the filled page before Deploy is clicked, or chooses there. */
  onForm?: () => Promise<void>;
};

/** One stack as a person deployed it. */
export type Deployed = { name: string; seconds: number; probes: number; clicks: number };

const MOST_CLICKS = 4;

/** From the first page to the verdict: a name and ports that are proposed, at most four clicks, nothing typed. */
export async function deployByHand(page: Page, hands: Hands, deploy: HandDeploy): Promise<Deployed> {
  hands.clicks.length = 0;
  await page.goto("/");
  return withDefaultNames(async () => {
    await page.getByRole("link", { name: new RegExp(`^New (${deploy.kind} )?stack`) }).click();
    const kind = page.getByRole("radio", { name: new RegExp(`^${deploy.kind}`) });
    await expect(kind).toBeVisible();
    if (!(await kind.isChecked())) await choose(page, new RegExp(`^${deploy.kind}`));
    await expect(page.getByRole("region", { name: "Rendered files" })).toContainText(deploy.image);
    await deploy.onForm?.();
    const name = await page.getByLabel("Name", { exact: true }).inputValue();
    await expect(page.getByRole("region", { name: "Pre-flight" })).toContainText(/(\d+) of \1 passed/);
    const startMs = Date.now();
    await page.getByRole("button", { name: /^Deploy/ }).click();
    await expectJobDone(page, deploy.timeoutMs);
    const seconds = (Date.now() - startMs) / 1000;
    const side = page.getByRole("complementary", { name: "Job, services and probes" });
    await expect(side).toContainText(/Probes.*(\d+) of \1/);
    const probes = Number(/Probes\D*(\d+) of/.exec(await side.innerText())?.[1]);
    expect(hands.clicks.length, hands.clicks.join(", ")).toBeLessThanOrEqual(MOST_CLICKS);
    expect(hands.typed, "typed values").toEqual([]);
    return { name, seconds, probes, clicks: hands.clicks.length };
  });
}
