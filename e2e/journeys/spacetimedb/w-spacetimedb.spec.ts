import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { deployByHand } from "@/e2e/panel/deploy-by-hand";
import { downloaded } from "@/e2e/panel/download";
import { watchHands } from "@/e2e/panel/hands";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, test } from "@/e2e/panel/journey";
import { givePasswordWhenAsked } from "@/e2e/panel/password-proof";
import { expectPlan } from "@/e2e/panel/plan-page";

const DEPLOY_TIMEOUT_MS = 120_000;

test.describe.configure({ mode: "serial" });

/** Deployed by the first of these, and gone on with by the other. */
let name = "";

test("a proven SpacetimeDB from the browser, nothing typed", ENGINE, async ({ page }) => {
  test.setTimeout(DEPLOY_TIMEOUT_MS + 90_000);
  const hands = await watchHands(page.context());
  ({ name } = await deployByHand(page, hands, {
    kind: "SpacetimeDB",
    image: "clockworklabs/spacetime:v",
    timeoutMs: DEPLOY_TIMEOUT_MS,
    onForm: async () => {
      await expect(page.getByRole("radio", { name: /^Production/ })).toBeChecked();
      await expect(page.getByText("Business Source License")).toBeVisible();
      await expectAccessible(page, "a new SpacetimeDB");
    },
  }));
  await page.getByRole("link", { name: `Open ${name}` }).click();
  await expect(page.locator("header")).toContainText("Running");
  const connect = page.getByRole("region", { name: "Connect" });
  for (const part of [`/v1/database/${name}/subscribe`, "Owner identity", "c200", "spacetime publish"]) {
    await expect(connect).toContainText(part);
  }
  for (const tab of ["TypeScript", "C#", "Rust", "Unity"]) {
    await connect.getByRole("tab", { name: tab, exact: true }).click();
    await expect(connect.getByRole("tabpanel")).toContainText(name);
  }
  await expectAccessible(page, "a SpacetimeDB that runs");
});

test(
  "a token for a user: shown once, taken by the server, refused after another key pair",
  ENGINE,
  async ({ page }) => {
    test.setTimeout(DEPLOY_TIMEOUT_MS + 90_000);
    await givePasswordWhenAsked(page);
    const url = await clientUrl(page);
    await page.goto(`/stacks/${name}/keys`);
    await page.getByLabel("User", { exact: true }).fill("bob");
    await page.getByLabel("Ends after").selectOption("1 day");
    await page.getByRole("button", { name: "Make a token" }).click();
    const minted = page.getByRole("region", { name: "Token of bob" });
    await expect(minted).toContainText("Copy it now");
    await expect(minted).toContainText("in 1 day");
    const identity =
      (await minted
        .getByText(/^c200[0-9a-f]{60}$/)
        .first()
        .textContent()) ?? "";
    await minted.getByRole("button", { name: "Reveal Token" }).click();
    const token = (await minted.getByText(/^eyJ/).textContent()) ?? "";
    expect(await verdict(url, identity, token)).toBe(204);
    await expectAccessible(page, "a minted token");
    await page.reload();
    await expect(page.getByRole("button", { name: "Make a token" })).toBeVisible();
    await expect(minted).toHaveCount(0);

    const save = page.getByRole("button", { name: "Save id_ecdsa: Private key" });
    const saved = await downloaded(page, () => save.click());
    expect(saved.suggestedFilename()).toBe("id_ecdsa");
    expect(await readFile(await saved.path(), "utf8")).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);

    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await page.getByRole("button", { name: "Import: Private key" }).click();
    const dialog = page.getByRole("dialog", { name: "Import the private key" });
    await expect(dialog).toContainText("Every token that was issued before is refused");
    const field = dialog.getByLabel("Private key", { exact: true });
    const older = pair.privateKey.export({ type: "sec1", format: "pem" }).toString();
    await field.fill(older);
    await dialog.getByRole("button", { name: /^Save revision/ }).click();
    await expect(dialog).toContainText("openssl pkcs8 -topk8 -nocrypt");
    await expect(field).toHaveValue(older);
    await expectAccessible(page, "a key that is refused");
    await field.fill(pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
    await dialog.getByRole("button", { name: /^Save revision/ }).click();
    await expectPlan(page);
    await expect(page.getByRole("list", { name: "Operations in order" })).toContainText("Recreate");
    await page.getByRole("button", { name: /^Apply revision/ }).click();
    await expectJobDone(page, DEPLOY_TIMEOUT_MS);
    expect(await verdict(url, identity, token)).toBe(401);
    await expectAccessible(page, "keys of a SpacetimeDB");
  },
);

async function clientUrl(page: Page): Promise<string> {
  await page.goto(`/stacks/${name}`);
  const connect = page.getByRole("region", { name: "Connect" });
  return (
    (await connect
      .getByText(/^http:\/\/localhost:\d+$/)
      .first()
      .textContent()) ?? ""
  );
}

async function verdict(url: string, identity: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${url}/v1/identity/${identity}/verify`, { headers })).status;
}
