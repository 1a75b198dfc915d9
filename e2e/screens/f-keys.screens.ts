import { expect } from "@playwright/test";
import { test } from "@/e2e/panel/journey";
import { takeScreens } from "@/e2e/screens/take-screens";
import { routes } from "@/lib/api/contract/routes";

test("the keys toolbox", async ({ panel, page }) => {
  const body = { kind: "directus", name: "shop", settings: { database: "sqlite" } };
  await panel.control.call(routes["stacks.create"], { body });
  await page.goto("/keys");
  await expect(page.getByText("40 characters, 238.1 bits")).toBeVisible();
  await takeScreens(page, "keys-before");
  await page.getByRole("button", { name: "Make both keys" }).click();
  await page.getByRole("button", { name: "Verify ANON_KEY" }).click();
  await expect(page.getByText("The signature is valid (HS256).")).toBeVisible();
  await takeScreens(page, "keys", { end: true });
  await page.getByLabel("Issuer").fill("");
  await page.getByLabel("Until").fill("1");
  await page.getByLabel("JWT secret", { exact: true }).fill("too short");
  await page.getByLabel("Token", { exact: true }).fill("abc");
  await expect(page.getByText("A token has three parts")).toBeVisible();
  await takeScreens(page, "keys-errors", { end: true });

  await page.goto("/keys/supabase");
  await page.getByRole("button", { name: "Make the set" }).click();
  await page.getByRole("button", { name: "Reveal SERVICE_ROLE_KEY_ASYMMETRIC" }).click();
  await page.getByRole("button", { name: "Verify SERVICE_ROLE_KEY_ASYMMETRIC" }).click();
  await expect(page.getByText("The signature is valid (ES256).")).toBeVisible();
  await takeScreens(page, "keys-supabase-set", { end: true });

  await page.goto("/keys/directus");
  await page.getByRole("button", { name: "Make the secrets" }).click();
  await expect(page.getByText("ADMIN_TOKEN")).toBeVisible();
  await takeScreens(page, "keys-directus");
  await page.getByRole("button", { name: "Use in a stack" }).click();
  await page.getByRole("dialog").getByLabel("Stack", { exact: true }).selectOption("shop");
  await expect(page.getByText(/Everybody is signed out/)).toBeVisible();
  await takeScreens(page, "keys-use-in-stack");

  await page.goto("/keys/spacetimedb");
  await page.getByRole("button", { name: "Make pair and token" }).click();
  await expect(page.getByText("id_ecdsa.pub")).toBeVisible();
  await takeScreens(page, "keys-spacetimedb", { end: true });

  await page.goto("/keys/random");
  await page.getByRole("button", { name: "Make a secret" }).click();
  await expect(page.getByRole("button", { name: "Reveal Secret" })).toBeVisible();
  await takeScreens(page, "keys-random");

  await page.goto("/keys/verify");
  await takeScreens(page, "keys-verify");
});
