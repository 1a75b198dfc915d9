import { expect } from "@playwright/test";
import { createByApi } from "@/e2e/panel/api-stack";
import { signIn, test } from "@/e2e/panel/journey";
import { routes } from "@/lib/api/contract/routes";

test("a worker that dies while a page is open: the page says so, and comes back by itself", async ({
  panel,
  page,
  watch,
}) => {
  // What Chromium itself writes for each try that meets no worker.
  watch.allow(/status of 50[23]/, /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION/);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();
  await panel.killWorker();
  const lost = page.getByRole("main").getByRole("alert").filter({ hasText: "Lost connection to Slipway" });
  await expect(lost).toBeVisible();
  await expect(lost).toContainText("Your stacks keep running");
  await expect(lost.getByRole("button", { name: "Try now" })).toBeVisible();

  const other = await page.context().newPage();
  await other.goto("/engine");
  await expect(other.getByRole("heading", { name: "Slipway's worker does not answer" })).toBeVisible();

  await panel.startWorker();
  // It tries by itself; the button only spares the wait.
  await expect(lost).toHaveCount(0, { timeout: 30_000 });
  await expect(other.getByRole("heading", { level: 1, name: "Engine" })).toBeVisible();
  const { name } = await createByApi(panel, { name: panel.stackName("after") });
  await expect(page.getByRole("list").getByRole("link", { name, exact: true })).toBeVisible();
});

test("signing out ends the session, its streams, and every other page of it", async ({ visitor, panel }) => {
  await panel.ensureOwner();
  await signIn(visitor);
  const other = await visitor.context().newPage();
  await other.goto("/engine");
  await visitor.goto("/settings");
  await visitor.getByRole("button", { name: "Sign out" }).click();
  await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await visitor.goto("/engine");
  await expect(visitor).toHaveURL(/\/sign-in\?next=%2Fengine/);
});

test("a wrong password is refused in words, and a page that was asked for is opened after signing in", async ({
  visitor,
  visitorWatch,
  panel,
}) => {
  visitorWatch.allow(/status of 401/);
  await panel.ensureOwner();
  await visitor.goto("/engine");
  await visitor.getByLabel("Name").fill("mara");
  await visitor.getByLabel("Password", { exact: true }).fill("not the password");
  await visitor.getByRole("button", { name: "Sign in" }).click();
  await expect(visitor.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(visitor.getByLabel("Name")).toHaveValue("mara");
});

test("a set-up link works once", async ({ startPanel, browser }) => {
  const panel = await startPanel({ name: "setup", engine: "off" });
  const link = await panel.setupLink();
  await panel.setupLink();
  const context = await browser.newContext({ baseURL: panel.url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel("Name").fill("mara");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Create owner and sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/link/i);
  await page.goto("/setup");
  await expect(page.getByText("Open the one-time link.")).toBeVisible();
  expect((await panel.control.call(routes["setup.state"], {})).needed).toBe(true);
  await context.close();
});

test("a page whose scripts were lost on the way is loaded once more", async ({
  visitor,
  visitorWatch,
  panel,
}) => {
  visitorWatch.allow(/net::ERR_CONNECTION_RESET/);
  await panel.ensureOwner();
  let documents = 0;
  await visitor.route("**/*", (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) documents += 1;
    const lost = documents === 1 && request.resourceType() === "script";
    return lost ? route.abort("connectionreset") : route.continue();
  });
  await visitor.goto("/sign-in");
  // Off until the page's scripts answer.
  await expect(visitor.getByRole("button", { name: "Sign in" })).toBeEnabled();
  expect(documents).toBe(2);
});

test("fields wait for the page's scripts: what is typed before would be lost", async ({
  visitor,
  visitorWatch,
  panel,
}) => {
  void visitorWatch;
  await panel.ensureOwner();
  await signIn(visitor);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await visitor.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await visitor.goto("/new", { waitUntil: "commit" });
  const name = visitor.getByLabel("Name", { exact: true });
  await expect(name).toBeDisabled();
  release();
  await name.fill("typed-late");
  await expect(visitor.getByRole("region", { name: "Rendered files" })).toContainText("name: typed-late");
});
