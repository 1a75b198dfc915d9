import { type Download, expect, type Page } from "@playwright/test";

const DOWNLOAD_MS = 30_000;
const LOOK_MS = 200;

/** What the page saves when this is begun; the password that it may take is given meanwhile, where a journey does. */
export async function downloaded(page: Page, begin: () => Promise<void>): Promise<Download> {
  let ended = false;
  const download = page.waitForEvent("download", { timeout: DOWNLOAD_MS }).finally(() => {
    ended = true;
  });
  // Told by the last line.
  download.catch(() => {});
  await begin();
  // The wait alone sees no dialog; a look at the page does.
  while (!ended) {
    await expect(page.getByRole("main")).toBeVisible();
    await page.waitForTimeout(LOOK_MS);
  }
  return download;
}
