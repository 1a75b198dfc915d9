import { expect } from "@playwright/test";
import { createByApi, SQLITE } from "@/e2e/panel/api-stack";
import { expectAccessible } from "@/e2e/panel/axe";
import { expectFocusIn } from "@/e2e/panel/focus";
import { test } from "@/e2e/panel/journey";
import {
  accept,
  fillInvitation,
  invite,
  LED_AWAY_MS,
  otherBrowser,
  PASSWORD,
  peopleTable,
  sendInvitation,
} from "@/e2e/panel/people-pages";
import { OWNER } from "@/e2e/panel/test-panel";

test.use({ panelOptions: { name: "people", engine: "off" } });

/** Pages that look another way for a viewer. */
const ACCESSIBLE = new Set(["/", "/new", "/settings/people"]);

test("an owner lets a viewer in, who sees every page and changes nothing", async ({
  panel,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const stack = await createByApi(panel, { name: panel.stackName("seen"), settings: SQLITE });
  const link = await invite(page, "viewer", "Vera of the shop");
  await expectAccessible(page, "people with a link");
  const invitations = page.getByRole("table", { name: "Invitations that nobody has used" });
  await expect(invitations).toContainText("Vera of the shop");
  await page.reload();
  await expect(page.getByText("#token=")).toHaveCount(0);

  const other = await otherBrowser(panel, browser);
  const asked: string[] = [];
  other.page.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await other.page.goto(link);
  await expect(other.page.getByText(`${OWNER.name} invites you as viewer`)).toBeVisible();
  expect(other.page.url()).toBe(`${panel.url}/invitation`);
  await expectAccessible(other.page, "invitation");
  await other.page.getByLabel("Name").fill(OWNER.name.toUpperCase());
  await other.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  other.watch.allow(/status of 401/);
  await other.page.getByRole("button", { name: "Create account and sign in" }).click();
  await expect(other.page.getByText("Somebody has this name already: choose another")).toBeVisible();
  await other.page.getByLabel("Name").fill("vera");
  await other.page.getByRole("button", { name: "Create account and sign in" }).click();
  await expect(other.page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();
  const token = new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";
  expect(asked.filter((each) => each.includes(token))).toEqual([]);

  const spent = await otherBrowser(panel, browser);
  await spent.page.goto(link);
  await expect(spent.page.getByText("This invitation is not valid any more.")).toBeVisible();
  await expect(spent.page.getByRole("button", { name: "Create account and sign in" })).toHaveCount(0);
  await spent.watch.context.close();

  const base = `/stacks/${stack.name}`;
  const pages: readonly [path: string, shows: RegExp][] = [
    ["/", new RegExp(stack.name)],
    ["/new", /Making a stack takes the role operator/],
    ["/keys", /Making keys takes the role operator/],
    ["/keys/verify", /Making keys takes the role operator/],
    ["/activity", /Activity/],
    ["/engine", /Engine/],
    ["/settings", /Your sessions/],
    ["/settings/audit", /Reading the audit log takes the role owner/],
    ["/settings/people", /Letting people in takes the role owner/],
    [base, /saved and not deployed yet/],
    [`${base}/logs`, /Logs/],
    [`${base}/settings`, /Changing a stack takes the role operator/],
    [`${base}/keys`, /hidden: revealing it takes the role operator/],
    [`${base}/files`, /compose\.yaml/],
    [`${base}/activity`, /Revision 1/],
    [`${base}/plan`, /Deploying takes the role operator/],
  ];
  for (const [path, shows] of pages) {
    await other.page.goto(path);
    await expect(other.page.getByRole("main"), path).toContainText(shows);
    await expect(other.page.getByText("Something went wrong"), path).toHaveCount(0);
    const acts = /^(New stack|Deploy|Start|Stop|Restart|Remove|Save|Reveal|Plan|Download with secrets|Make)/;
    await expect(other.page.getByRole("main").getByRole("button", { name: acts }), path).toHaveCount(0);
    await expect(other.page.getByRole("main").getByRole("link", { name: acts }), path).toHaveCount(0);
    if (ACCESSIBLE.has(path)) await expectAccessible(other.page, `viewer ${path}`);
  }
  await other.page.keyboard.press("Control+k");
  await other.page.getByRole("combobox").fill("new stack");
  await expect(other.page.getByRole("option", { name: /New stack/ })).toHaveCount(0);

  await page.reload();
  await expect(peopleTable(page).getByRole("row").filter({ hasText: "vera" })).toContainText("seen");
  await other.watch.context.close();
  expect(other.watch.problems()).toEqual([]);
});

test("a link that is used twice at once makes one account", async ({ panel, page, browser }) => {
  const link = await invite(page, "operator", "race");
  const two = await Promise.all([otherBrowser(panel, browser), otherBrowser(panel, browser)]);
  for (const each of two) each.watch.allow(/status of 401/);
  // Both are ready before either sends: the form of a link that is used is gone.
  await Promise.all(two.map((each, index) => fillInvitation(each.page, link, `racer${index}`)));
  await Promise.all(two.map((each) => sendInvitation(each.page)));
  const won = two.map(({ page: raced }) => raced.getByRole("heading", { level: 1, name: "Stacks" }));
  const lost = two.map(({ page: raced }) => raced.getByText("This invitation is not valid any more."));
  await expect(async () => {
    const seen = await Promise.all([...won, ...lost].map((each) => each.count()));
    expect(seen.slice(0, 2).sort()).toEqual([0, 1]);
    expect(seen.slice(2).sort()).toEqual([0, 1]);
  }).toPass({ timeout: 10_000 });
  await page.reload();
  await expect(peopleTable(page).getByRole("row").filter({ hasText: "racer" })).toHaveCount(1);
  for (const each of two) {
    await each.watch.context.close();
    expect(each.watch.problems()).toEqual([]);
  }
});

test("roles change, an ended link is dead, and a removed person is out at once", async ({
  panel,
  page,
  browser,
}) => {
  const other = await otherBrowser(panel, browser);
  // Chromium's words for the call that tells an open page that its session is over.
  other.watch.allow(/status of 401/);
  await accept(other.page, await invite(page, "viewer", "Otto"), "otto");
  await expect(other.page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();

  const dead = await invite(page, "owner", "nobody");
  await page.getByRole("button", { name: "End the invitation of nobody" }).click();
  await expect(page.getByText("Ended the invitation")).toBeVisible();
  await expect(page.getByText("#token=")).toHaveCount(0);
  const late = await otherBrowser(panel, browser);
  await late.page.goto(dead);
  await expect(late.page.getByText("This invitation is not valid any more.")).toBeVisible();
  await late.watch.context.close();

  await page.reload();
  await page.getByLabel("Role of otto").selectOption("operator");
  await expect(page.getByText("otto is an operator now")).toBeVisible();
  await other.page.goto("/new");
  await expect(other.page.getByLabel("Name", { exact: true })).toBeVisible();
  await expect(peopleTable(page).getByRole("row").filter({ hasText: OWNER.name })).toContainText("you");
  await expect(page.getByRole("button", { name: `Actions for ${OWNER.name}` })).toHaveCount(0);
  await expect(page.getByLabel(`Role of ${OWNER.name}`)).toHaveCount(0);

  await other.page.goto("/settings/people");
  await expect(
    other.page.getByText("You may do everything with stacks, and see their secrets."),
  ).toBeVisible();
  await other.page.goto("/");
  await page.getByRole("button", { name: "Actions for otto" }).click();
  await page.getByRole("menuitem", { name: /^Remove asks for the name/ }).click();
  const dialog = page.getByRole("alertdialog", { name: "Remove otto" });
  await expect(dialog.getByRole("button", { name: "Remove otto" })).toBeDisabled();
  await dialog.getByLabel("Type otto to confirm").fill("otto");
  await expectAccessible(page, "remove a person");
  await dialog.getByRole("button", { name: "Remove otto" }).click();
  await other.page.waitForURL(/\/sign-in/, { timeout: LED_AWAY_MS });
  await expect(peopleTable(page).getByRole("row").filter({ hasText: "otto" })).toHaveCount(0);
  await expectFocusIn(page, "People");
  await other.page.getByLabel("Name").fill("otto");
  await other.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await expect(other.page.getByText("Name or password is wrong.")).toBeVisible();
  await page.goto("/settings/audit");
  await expect(page.getByRole("table", { name: "Audit entries" })).toContainText("account removed");
  await other.watch.context.close();
  expect(other.watch.problems()).toEqual([]);
});
