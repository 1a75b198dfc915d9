import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { ENGINE, test } from "@/e2e/panel/journey";
import { routes } from "@/lib/api/contract/routes";

test(
  "logs: live, filtered, one service, paused, downloaded, and without secrets",
  ENGINE,
  async ({ panel, postgis, page }) => {
    await page.goto(`/stacks/${postgis}/logs`);
    const log = page.getByRole("log", { name: "Log lines" });
    const status = page.getByRole("status").filter({ hasText: /Following|Paused/ });
    await expect(status).toHaveText("Following");
    await expect(log).toContainText("directus");

    // A request that Directus writes into its log.
    const stack = await panel.control.call(routes["stacks.show"], { params: { stack: postgis } });
    const word = `slipway-live-${Date.now()}`;
    const ask = (path: string) => fetch(new URL(`/${path}`, stack.primaryUrl ?? ""));
    await ask(word);
    await expect(log).toContainText(word);

    await page.keyboard.press("/");
    await page.keyboard.type(word);
    await expect(log.getByText(word).first()).toBeVisible();
    await expect(log).not.toContainText("database system is ready");
    await page.getByLabel("Filter the lines").fill("");

    await page.getByRole("button", { name: "Pause" }).click();
    await ask(`${word}-paused`);
    await expect(status).toHaveText(/Paused, [1-9]\d*\snew lines?/);
    await expect(log).not.toContainText(`${word}-paused`);
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(log).toContainText(`${word}-paused`);

    await page.getByRole("group", { name: "Services" }).getByRole("button", { name: "database" }).click();
    await expect(log).toContainText("database system is ready");
    await expect(log).not.toContainText(word);

    const secret = { params: { stack: postgis, secret: "adminPassword" } };
    const { value } = await panel.control.call(routes["stacks.reveal"], secret);
    await page.getByRole("button", { name: "All", exact: true }).click();
    await ask(value);
    const leaked = log.getByText(`/${value}`);
    await expect(log).toContainText(/GET \/\S*(•|\*|redacted)/i);
    await expect(leaked).toHaveCount(0);
    const downloaded = async (form: string) => {
      await page.getByRole("button", { name: "Download" }).press("Enter");
      const item = page.getByRole("menu", { name: "Download the log" }).getByRole("menuitem", { name: form });
      while (!(await item.evaluate((link) => link === document.activeElement))) {
        await page.keyboard.press("ArrowDown");
      }
      const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
      expect(download.suggestedFilename()).toBe(`${postgis}.log`);
      const file = await readFile(await download.path(), "utf8");
      expect(file).toContain(word);
      expect(file).not.toContain(value);
      return file;
    };
    expect(await downloaded("With time, service and stream")).toMatch(
      /^\d{4}-\S+Z database std(out|err) .*database system is ready/m,
    );
    await page.getByRole("group", { name: "Services" }).getByRole("button", { name: "directus" }).click();
    const plain = await downloaded("Lines as they were written");
    expect(plain).not.toMatch(/^\d{4}-\S+Z directus/m);
    expect(plain).not.toContain("database system is ready");
  },
);
