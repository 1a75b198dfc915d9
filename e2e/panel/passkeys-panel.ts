import type { Locator, Page } from "@playwright/test";

/** The part of the settings that lists a person's passkeys. */
export function passkeysPanel(page: Page): Locator {
  return page.getByRole("region", { name: "Passkeys" });
}

/** Asks for one under this name; the page needs an authenticator. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await passkeysPanel(page).getByRole("textbox", { name: "Name" }).fill(name);
  await passkeysPanel(page).getByRole("button", { name: "Add a passkey" }).click();
}
