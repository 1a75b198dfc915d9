import { type Browser, expect } from "@playwright/test";

/** Opens Directus' own app as a person would, and signs in. Its pages are not ours: their console is not watched. */
export async function signInToDirectus(
  browser: Browser,
  { url, email, password }: { url: string; email: string; password: string },
): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("input[type=email]").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
  await expect(page.locator("input[type=password]")).toHaveCount(0, { timeout: 30_000 });
  const me = await page.evaluate(async () => {
    const answer = await fetch("/users/me?fields=email", { credentials: "include" });
    const body: unknown = await answer.json();
    return JSON.stringify(body);
  });
  expect(me).toContain(email);
  await context.close();
}
