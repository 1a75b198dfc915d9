import { expect, type Page } from "@playwright/test";
import { createByApi, deployByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { choose } from "@/e2e/panel/choose";
import { withDefaultNames } from "@/e2e/panel/default-names";
import { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { containersOf } from "@/e2e/panel/run-traces";
import type { TestPanel } from "@/e2e/panel/test-panel";
import { routes } from "@/lib/api/contract/routes";

const DEPLOY_TIMEOUT_MS = 150_000;

test(
  "a Directus on SQLite beside the first: another name, the next free port, nothing typed",
  ENGINE,
  async ({ panel, postgis, page }) => {
    test.setTimeout(DEPLOY_TIMEOUT_MS + 60_000);
    const hands = await watchHands(page.context());
    await page.goto("/");
    await withDefaultNames(async () => {
      await page.getByRole("link", { name: "New stack" }).click();
      await choose(page, /^SQLite/);
      await expect(page.getByRole("region", { name: "Rendered files" })).not.toContainText("postgis/postgis");
      await expect(page.getByRole("region", { name: "Pre-flight" })).toContainText(/(\d+) of \1 passed/);
      await page.getByRole("button", { name: /^Deploy/ }).click();
      await expectJobDone(page);
    });
    const { stacks } = await panel.control.call(routes["stacks.list"], {});
    const first = stacks.find(({ name }) => name === postgis);
    const second = stacks.find(({ name }) => name !== postgis);
    if (!first?.primaryUrl || !second?.primaryUrl) throw new Error("Both stacks have an address");
    await page.getByRole("link", { name: `Open ${second.name}` }).click();
    await expect(page.locator("header")).toContainText("Running");
    expect(hands.clicks.length, "clicks after set-up").toBeLessThanOrEqual(4);
    expect(hands.typed).toEqual([]);
    expect(new URL(second.primaryUrl).port).not.toBe(new URL(first.primaryUrl).port);
    for (const { primaryUrl } of [first, second]) {
      expect(await (await fetch(new URL("/server/ping", primaryUrl ?? ""))).text()).toBe("pong");
    }
    panel.sqliteStack = second.name;
  },
);

test(
  "taken down, a stack keeps its data; started again, and its one service alone, it answers",
  ENGINE,
  async ({ panel, page }) => {
    test.setTimeout(DEPLOY_TIMEOUT_MS + 60_000);
    const name = await sqliteStack(panel, "down");
    await page.goto(`/stacks/${name}`);
    await page.getByRole("button", { name: `More actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: /^Take down/ }).click();
    const dialog = page.getByRole("alertdialog", { name: `Take down ${name}` });
    await expect(dialog).toContainText("removes 1 container, with logs");
    await expectAccessible(page, "taking a stack down");
    await dialog.getByRole("button", { name: "Take down" }).click();
    await expectJobDone(page, 60_000);
    expect(await ours(panel, name)).toEqual({ containers: 0, networks: 0, volumes: 3 });

    await page.getByRole("link", { name: `Open ${name}` }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.locator("header")).toContainText("Running", { timeout: DEPLOY_TIMEOUT_MS });
    await expectPong(panel, name);

    await leaveCreated(panel, `${name}-directus-1`);
    await page.getByRole("button", { name: "Start directus" }).click();
    await expect(page.locator("header")).toContainText("Running", { timeout: 60_000 });
    await expectPong(panel, name);
    panel.sqliteStack = name;
  },
);

test(
  "removing asks for the name, keeps the volumes, and their name is then refused",
  ENGINE,
  async ({ panel, page }) => {
    test.setTimeout(DEPLOY_TIMEOUT_MS + 60_000);
    const name = await sqliteStack(panel, "removed");
    await removeStack(page, name, { volumes: "kept" });
    expect(await ours(panel, name)).toEqual({ containers: 0, networks: 0, volumes: 3 });
    await page.getByRole("link", { name: "All stacks" }).click();
    await expect(page.getByRole("list").getByRole("link", { name, exact: true })).toHaveCount(0);

    await page.goto("/new");
    await choose(page, /^SQLite/);
    await page.getByLabel("Name", { exact: true }).fill(name);
    const checks = page.getByRole("region", { name: "Pre-flight" });
    await expect(checks).toContainText(`Volumes of an earlier project named ${name} are still there`);
  },
);

test("removing with the volumes says their sizes and deletes them", ENGINE, async ({ panel, page }) => {
  test.setTimeout(DEPLOY_TIMEOUT_MS);
  const { id, name } = await createByApi(panel, { name: panel.stackName("gone"), settings: SQLITE });
  await panel.control.call(routes["stacks.deploy"], { params: { stack: id }, body: {} });
  // Removal of a deploy that was cancelled on its way: volumes and containers are there, nothing is healthy.
  await expect.poll(async () => (await ours(panel, name)).containers, { timeout: 60_000 }).toBe(1);
  const { jobs } = await panel.control.call(routes["jobs.list"], { query: { stack: id } });
  await page.goto(`/jobs/${jobs[0]?.number}`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await removeStack(page, name, { volumes: "deleted" });
  expect(await ours(panel, name)).toEqual({ containers: 0, networks: 0, volumes: 0 });
});

/** The one of the journey before, unless this runs alone or again; whoever leaves it as it was says so. */
async function sqliteStack(panel: TestPanel, word: string): Promise<string> {
  const { sqliteStack } = panel;
  panel.sqliteStack = undefined;
  return sqliteStack ?? (await deployByApi(panel, { name: panel.stackName(word), settings: SQLITE })).name;
}

async function expectPong(panel: TestPanel, stack: string): Promise<void> {
  const { primaryUrl } = await panel.control.call(routes["stacks.show"], { params: { stack } });
  expect(await (await fetch(new URL("/server/ping", primaryUrl ?? ""))).text()).toBe("pong");
}

/** As Compose leaves a container when what it depends on never became healthy: made from the same words, not started. */
async function leaveCreated({ docker }: TestPanel, name: string): Promise<void> {
  if (docker === null) throw new Error("This panel has no engine");
  const container = docker.getContainer(name);
  const { Config, HostConfig, NetworkSettings } = await container.inspect();
  const EndpointsConfig = Object.fromEntries(
    Object.entries(NetworkSettings.Networks).map(([network, { Aliases }]) => [network, { Aliases }]),
  );
  await container.remove({ force: true });
  await docker.createContainer({ ...Config, name, HostConfig, NetworkingConfig: { EndpointsConfig } });
}

async function removeStack(
  page: Page,
  name: string,
  { volumes }: { volumes: "kept" | "deleted" },
): Promise<void> {
  await givePasswordWhenAsked(page);
  await page.goto(`/stacks/${name}`);
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: /^Remove/ }).click();
  const dialog = page.getByRole("alertdialog", { name: `Remove ${name}` });
  const keeps = dialog.getByRole("switch");
  await expect(keeps).toHaveCount(3);
  await expect(dialog).toContainText(/\d+(\.\d+)?\s(B|KiB|MiB), kept/);
  if (volumes === "deleted") for (const keep of await keeps.all()) await keep.click();
  const confirm = dialog.getByRole("button", {
    name: volumes === "kept" ? "Remove the stack, keep 3 volumes" : "Remove the stack and 3 volumes",
  });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(`Type ${name} to confirm`).fill(`${name}x`);
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await confirm.click();
  await expectJobDone(page, 60_000);
}

/** What the engine still has of a project. */
async function ours(panel: TestPanel, project: string) {
  if (panel.docker === null) throw new Error("This panel has no engine");
  const label = `com.docker.compose.project=${project}`;
  const filters = { label: [label] };
  return {
    containers: (await containersOf(panel.docker, [label])).size,
    networks: (await panel.docker.listNetworks({ filters })).length,
    volumes: (await panel.docker.listVolumes({ filters })).Volumes?.length ?? 0,
  };
}
