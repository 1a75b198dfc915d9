import { expect, type Page } from "@playwright/test";
import { createByApi, jobEnd } from "@/e2e/panel/api-stack";
import { ENGINE, test } from "@/e2e/panel/journey";
import { PageWatch } from "@/e2e/panel/page-watch";
import { routes } from "@/lib/api/contract/routes";

/** Where there is no engine, there is no plan. */
const AFTER_SAVING = /\/(plan|files)$/;

test("two people save: the second is told what the first changed, and keeps the own edits", async ({
  panel,
  page,
  browser,
  ownerSession,
}) => {
  const { name } = await createByApi(panel, { name: panel.stackName("saves") });
  const context = await browser.newContext({ baseURL: panel.url, storageState: ownerSession });
  const watch = new PageWatch(context);
  const other = await context.newPage();
  for (const each of [page, other]) await each.goto(`/stacks/${name}/settings`);

  await page.getByLabel("Log level").selectOption("debug");
  await page.getByRole("button", { name: "Save as revision 2" }).click();
  await page.waitForURL(AFTER_SAVING);

  await other.getByLabel("Project name").fill("Fjord");
  // A secret is kept nowhere but in the form.
  await other.getByLabel("Licence key").fill("typed-and-not-saved-yet");
  await other.getByRole("button", { name: "Save as revision 2" }).click();
  await expect(
    other.getByRole("main").getByRole("alert").filter({ hasText: "Revision 2 was saved" }),
  ).toBeVisible();
  const diff = other.getByRole("region", { name: "What was saved meanwhile", exact: true });
  await expect(diff).toContainText("info");
  await expect(diff).toContainText("debug");
  await other.getByRole("button", { name: "Take their revision, keep my changes" }).click();
  await expect(other.getByLabel("Log level")).toHaveValue("debug");
  await expect(other.getByLabel("Project name")).toHaveValue("Fjord");
  await expect(other.getByLabel("Licence key")).toHaveValue("typed-and-not-saved-yet");
  await other.getByRole("button", { name: "Save as revision 3" }).click();
  await other.waitForURL(AFTER_SAVING);
  await context.close();
  expect(watch.problems()).toEqual([]);

  const stack = await panel.control.call(routes["stacks.show"], { params: { stack: name } });
  expect(stack.settings).toMatchObject({ logLevel: "debug", projectName: "Fjord" });
  const { secrets } = await panel.control.call(routes["stacks.secrets"], { params: { stack: name } });
  expect(secrets.find((secret) => secret.name === "licenseKey")).toMatchObject({ set: true });
});

test(
  "two people deploy: one job runs, the other is told which",
  ENGINE,
  async ({ panel, postgis, page, browser, ownerSession }) => {
    test.setTimeout(180_000);
    // A change that recreates a service: its job is still at work when the second person's click arrives.
    const { revision, settings, access } = await panel.control.call(routes["stacks.show"], {
      params: { stack: postgis },
    });
    await panel.control.call(routes["revisions.create"], {
      params: { stack: postgis },
      body: { base: revision, settings: { ...settings, aiEnabled: false }, access },
    });
    const context = await browser.newContext({ baseURL: panel.url, storageState: ownerSession });
    const other = await context.newPage();
    const pages = [page, other];
    for (const each of pages) await each.goto(`/stacks/${postgis}/plan`);
    const buttons = pages.map((each) => each.getByRole("button", { name: /^Apply revision/ }));
    for (const button of buttons) await expect(button).toBeEnabled();
    await Promise.all(buttons.map((button) => button.click()));
    const told = (each: Page) =>
      each
        .getByRole("main")
        .getByRole("alert")
        .filter({ hasText: /^Job \d+ is at work/ });
    const outcomes = await Promise.all(
      pages.map((each) =>
        Promise.race([
          each.waitForURL(/\/jobs\/\d+$/).then(() => "runs" as const),
          told(each)
            .waitFor()
            .then(() => "told" as const),
        ]),
      ),
    );
    expect(outcomes.toSorted()).toEqual(["runs", "told"]);
    const { jobs } = await panel.control.call(routes["jobs.list"], { query: { limit: 1 } });
    const [job] = jobs;
    if (job === undefined) throw new Error("One of the two has a job");
    await expect(told(outcomes[0] === "told" ? page : other)).toContainText(`Job ${job.number} is at work`);
    await jobEnd(panel, job.id);
    await context.close();
  },
);
