import { expect, type Page } from "@playwright/test";
import { jobEnd } from "@/e2e/panel/api-stack";
import { choose } from "@/e2e/panel/choose";
import { deployByHand } from "@/e2e/panel/deploy-by-hand";
import { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";
import { test } from "@/e2e/panel/journey";
import { routes } from "@/lib/api/contract/routes";

test.use({ panelOptions: { name: "side-by-side" } });

const PROBES_MS = 60_000;
const DEPLOY_TIMEOUT_MS = 240_000;

for (const profile of ["Standard", "Lite", "Full"]) {
  test(`two Supabases side by side, ${profile}`, async ({ page, panel }) => {
    const hands = await watchHands(page.context());
    const deploy = {
      kind: "Supabase",
      image: "supabase/postgres",
      timeoutMs: DEPLOY_TIMEOUT_MS,
      onForm: async () => {
        if (profile !== "Standard") await choose(page, new RegExp(`^${profile}`));
      },
    };
    const made = [await deployByHand(page, hands, deploy), await deployByHand(page, hands, deploy)];
    // What the second did to the first shows in the first one's probes, asked once more.
    for (const { name } of made) {
      const params = { stack: name };
      const { results } = await panel.control.call(
        routes["stacks.probe"],
        { params },
        { deadlineMs: PROBES_MS },
      );
      expect(results.filter(({ state }) => state !== "passed")).toEqual([]);
      expect(results.length).toBeGreaterThan(5);
      await page.goto(`/stacks/${name}`);
      await expect(page.locator("header")).toContainText("Running");
      const { services } = await panel.control.call(routes["stacks.show"], { params });
      expect(services.filter(({ state }) => state !== "running" && state !== "done")).toEqual([]);
    }
    if (profile === "Full") await resetAnalytics(page, made[0]?.name ?? "");
    const ports = await publishedPorts();
    expect(new Set(ports).size, `ports ${ports.join(", ")}`).toBe(ports.length);
    test.info().annotations.push({
      type: "seen",
      description: made
        .map(({ name, seconds, probes, clicks }) => {
          return `${name}: ${seconds.toFixed(1)} s, ${clicks} clicks, nothing typed, ${probes} probes green`;
        })
        .join("; "),
    });
    for (const { name } of made) await removeWithVolumes(name);

    async function publishedPorts(): Promise<number[]> {
      const shown = await Promise.all(
        made.map(({ name }) => panel.control.call(routes["stacks.show"], { params: { stack: name } })),
      );
      return shown.flatMap(({ settings }) =>
        ["port", "poolerSessionPort", "poolerTransactionPort"].map((key) => Number(settings[key])),
      );
    }

    /** So that the next profile finds the memory free. */
    async function removeWithVolumes(name: string): Promise<void> {
      const params = { stack: name };
      const { volumes } = await panel.control.call(routes["stacks.show"], { params });
      const body = { confirmName: name, removeVolumes: volumes.map((volume) => volume.name) };
      const job = await panel.control.call(routes["stacks.remove"], { params, body });
      await jobEnd(panel, job.id);
    }
  });
}

/** Whether it collects again is asked of the service itself, by the job. */
async function resetAnalytics(page: Page, name: string): Promise<void> {
  await page.goto(`/stacks/${name}`);
  await page.getByRole("button", { name: "Reset analytics" }).click();
  const dialog = page.getByRole("alertdialog", { name: `Reset analytics: ${name}` });
  const confirm = dialog.getByRole("button", { name: "Reset analytics" });
  await expect(dialog).toContainText("Lost for good");
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox").fill(name);
  await confirm.click();
  await expectJobDone(page);
}
