import { createHmac, createPublicKey, verify } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { choose } from "@/e2e/panel/choose";
import { signIn, test } from "@/e2e/panel/journey";
import { needOwnAddress } from "@/e2e/panel/needs";
import { routes } from "@/lib/api/contract/routes";

test.use({ panelOptions: { name: "keys", engine: "off" } });

const TOOLS = ["", "/supabase", "/directus", "/spacetimedb", "/random", "/verify"];

const jwtSecret = (page: Page) => page.getByRole("textbox", { name: "JWT secret" });
const token = (page: Page) => page.getByLabel("Token", { exact: true });
const checkForm = (page: Page) => page.getByRole("region", { name: "Decode and verify" });

/** The value of a row, revealed unless it is open. */
async function madeValue(page: Page, name: string): Promise<string> {
  const copy = page.getByRole("button", { name: `Copy ${name}`, exact: true });
  await expect(copy).toBeVisible();
  const reveal = page.getByRole("button", { name: `Reveal ${name}`, exact: true });
  if (await reveal.isVisible()) await reveal.click();
  return page.locator("div.grid", { has: copy }).last().locator(".select-all").innerText();
}

test("Supabase: the secret is there, the keys fit it, and an altered input clears them", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Main", exact: true })
    .getByRole("link", { name: "Keys" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Keys" })).toBeVisible();
  await expect(page.getByText("40 characters, 238.1 bits")).toBeVisible();
  const secret = await jwtSecret(page).inputValue();
  expect(secret).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(await page.content(), "a masked secret is in no HTML").not.toContain(secret);

  await page.getByRole("button", { name: "Make both keys" }).click();
  for (const [name, role] of [
    ["ANON_KEY", "anon"],
    ["SERVICE_ROLE_KEY", "service_role"],
  ] as const) {
    const [header, payload, signature] = (await madeValue(page, name)).split(".");
    expect(createHmac("sha256", secret).update(`${header}.${payload}`).digest("base64url")).toBe(signature);
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
    const today = Math.floor(Date.now() / 86_400_000) * 86_400;
    expect(claims).toMatchObject({ role, iss: "supabase", iat: today });
    expect(new Date(claims.exp * 1000).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 5);
  }
  await page.getByRole("button", { name: "Verify SERVICE_ROLE_KEY" }).click();
  await expect(checkForm(page)).toContainText("The signature is valid (HS256).");
  await expect(checkForm(page)).toContainText("Expires in 5 years");

  const result = page.getByRole("region", { name: "Keys", exact: true });
  await expect(result).toBeVisible();
  await page.getByLabel("Issuer").fill("me");
  await expect(result).toHaveCount(0);
  await page.getByLabel("Issuer").press("Enter");
  await expect(result).toBeVisible();
  await page.getByRole("button", { name: "Make a new JWT secret" }).click();
  await expect(result).toHaveCount(0);
  await expect.poll(() => jwtSecret(page).inputValue()).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(await jwtSecret(page).inputValue()).not.toBe(secret);
});

test("what is wrong is told while it is typed, and nothing is made of it", async ({ page }) => {
  await page.goto("/keys");
  await expect(page.getByText("40 characters")).toBeVisible();
  const make = page.getByRole("button", { name: "Make both keys" });
  await expect(make).toBeEnabled();
  await jwtSecret(page).fill("x".repeat(31));
  await expect(page.getByText("The secret needs 32 characters at least and has 31")).toBeVisible();
  await expect(make).toBeDisabled();
  await jwtSecret(page).fill("x".repeat(32));
  await expect(make).toBeEnabled();
  for (const [field, text, words] of [
    ["Until", "12", "The end must lie after the start"],
    ["From", "soon", "This must be whole seconds since 1970"],
    ["Role of ANON_KEY", "", "Type a role"],
    ["Issuer", " ", "Type an issuer"],
  ] as const) {
    await page.getByLabel(field).fill(text);
    await expect(page.getByText(words)).toBeVisible();
    await expect(make).toBeDisabled();
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(make).toBeEnabled();
  }
  await choose(page, /^1$/);
  await expect(page.getByText(/, in 1 year$/)).toBeVisible();
});

test("the key set, Directus, SpacetimeDB and random secrets", async ({ page }) => {
  await page.goto("/keys/supabase");
  await page.getByRole("button", { name: "Make the set" }).click();
  const jwks = JSON.parse(await madeValue(page, "JWT_JWKS"));
  const [header, payload, signature] = (await madeValue(page, "SERVICE_ROLE_KEY_ASYMMETRIC")).split(".");
  const key = createPublicKey({ key: jwks.keys[0], format: "jwk" });
  const form = { key, dsaEncoding: "ieee-p1363" as const };
  const bytes = Buffer.from(signature ?? "", "base64url");
  expect(verify("sha256", Buffer.from(`${header}.${payload}`), form, bytes)).toBe(true);
  await page.getByRole("button", { name: "Verify SERVICE_ROLE_KEY_ASYMMETRIC" }).click();
  await expect(checkForm(page)).toContainText("The signature is valid (ES256).");
  expect(await madeValue(page, "SUPABASE_PUBLISHABLE_KEY")).toMatch(/^sb_publishable_[\w-]{22}_[\w-]{8}$/);
  expect(await madeValue(page, "VAULT_ENC_KEY")).toMatch(/^[0-9a-f]{32}$/);

  const tools = page.getByRole("navigation", { name: "Key tools", exact: true });
  await tools.getByRole("link", { name: /^Directus/ }).click();
  await page.getByRole("button", { name: "Make the secrets" }).click();
  expect(await madeValue(page, "SECRET")).toMatch(/^[A-Za-z0-9]{48}$/);
  await expect(page.getByRole("button", { name: "Copy KEY" })).toHaveCount(0);
  await choose(page, "9");
  await page.getByRole("button", { name: "Make the secrets" }).click();
  expect(await madeValue(page, "KEY")).toMatch(/^[0-9a-f-]{36}$/);
  await expect(checkForm(page), "what is checked stays from tool to tool").toContainText("ES256");

  await tools.getByRole("link", { name: /^SpacetimeDB/ }).click();
  await page.getByLabel("Issuer").fill("example.com");
  await page.getByLabel("Subject").fill("123");
  await page.getByRole("button", { name: "Make pair and token" }).click();
  expect(await madeValue(page, "Identity")).toBe(
    "c200ef884364c1a99be0298dc68f2004e6b97c09d1b1658b7db22f51fb662059",
  );
  const privateKey = await madeValue(page, "id_ecdsa");
  await page.getByRole("button", { name: "Verify Token" }).click();
  await expect(checkForm(page)).toContainText("Never expires");
  expect(await page.content(), "a masked token stays masked where it is checked").not.toContain("eyJ");
  await checkForm(page).getByRole("button", { name: "Reveal the token" }).click();
  expect(await token(page).inputValue()).toMatch(/^eyJ/);
  await choose(page, "The one of my server");
  await page.getByLabel("Private key").fill("-----BEGIN EC PRIVATE KEY-----");
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByText("This is no private key that SpacetimeDB reads")).toBeVisible();
  await page.getByLabel("Private key").fill(privateKey);
  await page.getByRole("button", { name: "Make the token" }).click();
  expect((await madeValue(page, "id_ecdsa")).trim()).toBe(privateKey.trim());

  await tools.getByRole("link", { name: /^Random secrets/ }).click();
  await page.getByLabel("Length").fill("20");
  await page.getByLabel("Alphabet").selectOption("digits");
  await page.getByLabel("How many").fill("2");
  await expect(page.getByText("10 characters to draw from: 66.4 bits, less than the 128")).toBeVisible();
  await page.getByRole("button", { name: "Make 2 secrets" }).click();
  expect(await madeValue(page, "Secret 2")).toMatch(/^\d{20}$/);
});

test("made values are put into a stack, as a revision that keeps the rest", async ({ panel, page }) => {
  await page.goto("/keys/directus");
  await page.getByRole("button", { name: "Make the secrets" }).click();
  await expect(page.getByRole("button", { name: "Copy as .env" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Use in a stack" }), "there is no stack yet").toHaveCount(0);
  const access = { mode: "address", host: "192.0.2.7" } as const;
  const body = { kind: "directus", name: "taker", settings: { database: "sqlite" }, access };
  const stack = await panel.control.call(routes["stacks.create"], { body });
  const before = await panel.control.call(routes["stacks.secrets"], { params: { stack: stack.id } });

  await page.reload();
  await page.getByRole("button", { name: "Make the secrets" }).click();
  const secret = await madeValue(page, "SECRET");
  await page.getByRole("button", { name: "Use in a stack" }).click();
  const dialog = page.getByRole("dialog", { name: "Use in a stack" });
  await expect(dialog.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await dialog.getByLabel("Stack", { exact: true }).selectOption("taker");
  await expect(dialog.getByText(/Everybody is signed out/)).toBeVisible();
  await dialog.getByLabel("ADMIN_TOKEN becomes").selectOption({ label: "Signing secret (SECRET)" });
  await expect(dialog.getByText("Another value is meant for this secret too")).toHaveCount(2);
  await expect(dialog.getByRole("button", { name: "Save revision 2" })).toBeDisabled();
  await dialog.getByLabel("ADMIN_TOKEN becomes").selectOption({ label: "Not used" });
  await dialog.getByLabel("ADMIN_PASSWORD becomes").selectOption({ label: "Not used" });
  await expectAccessible(page, "keys, use in a stack");

  // Somebody saves in the meantime: it is told, and the next try is made on top of that.
  const saved = { base: 1, settings: {}, access, secrets: {}, note: "of somebody else" };
  await panel.control.call(routes["revisions.create"], { params: { stack: stack.id }, body: saved });
  await dialog.getByRole("button", { name: "Save revision 2" }).click();
  await expect(dialog.getByText(/in the meantime/)).toBeVisible();
  await dialog.getByRole("button", { name: "Save revision 3" }).click();
  await page.waitForURL("**/stacks/taker/files");

  const after = await panel.control.call(routes["stacks.secrets"], { params: { stack: stack.id } });
  const changed = after.secrets.filter(({ fingerprint }, index) => {
    return fingerprint !== before.secrets[index]?.fingerprint;
  });
  expect(changed.map(({ name }) => name)).toEqual(["secret"]);
  const shown = await panel.control.call(routes["stacks.show"], { params: { stack: stack.id } });
  expect(shown).toMatchObject({ revision: 3, access, settings: { database: "sqlite" } });
  const revealed = { params: { stack: stack.id, secret: "secret" } };
  expect((await panel.control.call(routes["stacks.reveal"], revealed)).value).toBe(secret);
});

test("any token is decoded, and held against a secret or a public key", async ({ page }) => {
  const secret = "a secret with more than 32 characters";
  const parts = [{ alg: "HS256" }, { role: "x", exp: 1_000_000_000 }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signature = createHmac("sha256", secret).update(parts.join(".")).digest("base64url");
  await page.goto("/keys/verify");
  await token(page).fill([...parts, signature].join("."));
  await expect(checkForm(page)).toContainText("The signature is not checked");
  await expect(checkForm(page)).toContainText("Expired 25 years ago (9 Sep 2001, 01:46 UTC)");
  await page.getByRole("textbox", { name: "Secret", exact: true }).fill("another");
  await expect(checkForm(page)).toContainText("The signature is not made with this secret");
  await page.getByRole("textbox", { name: "Secret", exact: true }).fill(secret);
  await expect(checkForm(page)).toContainText("The signature is valid (HS256).");
  await choose(page, "A public key");
  await page.getByLabel("Public key", { exact: true }).fill("not a key");
  await expect(checkForm(page)).toContainText("This is neither a public key in PEM nor JSON");
  await token(page).fill("abc");
  await expect(checkForm(page)).toContainText("A token has three parts");
});

test("over plain http the panel makes, and one click copies", async ({ startPanel, browser }) => {
  const ownAddress = needOwnAddress();
  const panel = await startPanel({
    ...{ name: "keys-http", engine: "off", bind: "0.0.0.0" },
    environment: { SLIPWAY_TLS: "off" },
  });
  await panel.ensureOwner();
  const context = await browser.newContext({
    baseURL: `http://${ownAddress}:${panel.listening.port}`,
  });
  const page = await context.newPage();
  await signIn(page);
  await page.goto("/keys");
  expect(await page.evaluate(() => [window.isSecureContext, typeof crypto.subtle])).toEqual([
    false,
    "undefined",
  ]);
  await page.getByRole("button", { name: "Make both keys" }).click();
  await page.getByRole("button", { name: "Copy SERVICE_ROLE_KEY" }).click();
  await token(page).focus();
  await page.keyboard.press("Control+v");
  expect(await token(page).inputValue()).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]{43}$/);
  await page.getByRole("button", { name: "Copy as .env" }).click();
  await token(page).fill("");
  await token(page).focus();
  await page.keyboard.press("Control+v");
  expect(await token(page).inputValue()).toMatch(
    /^JWT_SECRET=[A-Za-z0-9]{40}\nANON_KEY=eyJ\S+\nSERVICE_ROLE_KEY=eyJ\S+\n$/,
  );
  await context.close();
});

test("nothing that was made is stored or logged, and nobody else gets in", async ({
  panel,
  page,
  visitor,
}) => {
  await page.goto("/keys");
  await page.getByRole("button", { name: "Make both keys" }).click();
  const secret = await jwtSecret(page).inputValue();
  const anonKey = await madeValue(page, "ANON_KEY");
  await page.getByRole("button", { name: "Verify ANON_KEY" }).click();
  await expect(checkForm(page)).toContainText("The signature is valid");
  const { entries } = await panel.control.call(routes["audit.list"], { query: { limit: 500 } });
  expect(JSON.stringify(entries)).not.toContain("key");
  const files = await readdir(panel.data, { recursive: true, withFileTypes: true });
  const read = files.filter((file) => file.isFile());
  expect(read.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["slipway.db", "worker.log", "web.log"]),
  );
  for (const file of read) {
    const content = await readFile(join(file.parentPath, file.name));
    for (const made of [secret, anonKey]) expect(content.includes(made), file.name).toBe(false);
  }
  for (const tool of TOOLS) {
    await visitor.goto(`/keys${tool}`);
    await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
});

test("axe finds nothing serious on any tool, before, after and with errors", async ({ page }) => {
  test.setTimeout(240_000);
  for (const tool of TOOLS) {
    await page.goto(`/keys${tool}`);
    await expect(token(page)).toBeEnabled();
    const make = page.getByRole("button", { name: /^Make (both|the|pair|a secret)/ });
    if (tool !== "/verify") {
      await make.click();
      await expect(page.getByRole("button", { name: /^Reveal / }).last()).toBeVisible();
    }
    await expectAccessible(page, `keys${tool}`);
  }
  await page.goto("/keys");
  await expect(page.getByText("40 characters")).toBeVisible();
  await jwtSecret(page).fill("short");
  await page.getByLabel("Until").fill("x");
  await token(page).fill("eyJhbGciOiJub25lIn0.e30.");
  await expect(checkForm(page)).toContainText("The token is not signed");
  await expectAccessible(page, "keys, with errors");
});
