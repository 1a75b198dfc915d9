import { execFile } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { signIn, test } from "@/e2e/panel/journey";
import { LaunchedPanel, ownPlace } from "@/e2e/panel/launched-panel";
import { needOtherNetwork, needOwnAddress } from "@/e2e/panel/needs";
import { OtherNetwork } from "@/e2e/panel/other-network";
import { PageWatch } from "@/e2e/panel/page-watch";
import { routes } from "@/lib/api/contract/routes";
import { runSlipway } from "@/lib/command-line/run-slipway";

test("from another network: the printed link over https, with the fingerprint compared", async ({
  playwright,
}, testInfo) => {
  needOtherNetwork();
  const ownAddress = needOwnAddress();
  const place = await ownPlace();
  const { SLIPWAY_DATA: data } = place.environment;
  const panel = LaunchedPanel.launch({
    ...place.environment,
    ...{ SLIPWAY_ENGINE: "off", SLIPWAY_BIND: "0.0.0.0" },
  });
  const network = await OtherNetwork.create();
  const browsers: Browser[] = [];
  const openBrowser = async (...args: string[]) => {
    const options = testInfo.project.use.launchOptions ?? {};
    const program = options.executablePath ?? playwright.chromium.executablePath();
    const executablePath = await network.launcher(program);
    const launched = await playwright.chromium.launch({
      ...{ ...options, executablePath, args: [...(options.args ?? []), ...args] },
    });
    browsers.push(launched);
    return launched;
  };
  try {
    const link = await panel.printed(/https:\S+\/setup#token=\S+/);
    expect(new URL(link).hostname).toBe(ownAddress);
    const printed = await panel.printed(
      /(?:[0-9A-F]{2}:){15}[0-9A-F]{2}\n\s+(?:[0-9A-F]{2}:){15}[0-9A-F]{2}/,
    );
    const fingerprint = printed.replace(/\s+/, ":");
    const pem = await readFile(join(data, "tls", "certificate.pem"), "utf8");

    expect(await slipway(data, "certificate")).toContain(printed.replace(/\s+/, "\n"));
    // A fresh link would end the printed one.
    const { names, selfSigned } = JSON.parse(await slipway(data, "certificate", "--json"));
    expect([names.includes(ownAddress), selfSigned]).toEqual([true, true]);

    const stranger = await (await openBrowser()).newPage();
    // On a busy machine a browser that has just started may say nothing at all the first time; it never goes on.
    await expect(async () => {
      await expect(stranger.goto(link, { timeout: 10_000 })).rejects.toThrow("ERR_CERT_AUTHORITY_INVALID");
    }).toPass({ timeout: 45_000 });
    expect(await seenFrom(network, new URL(link).origin, pem)).toBe(`200 ${fingerprint}`);

    // As somebody who has compared: this very key is taken from now on, and no other one.
    const { publicKey } = new X509Certificate(pem);
    const pin = createHash("sha256")
      .update(publicKey.export({ type: "spki", format: "der" }))
      .digest("base64");
    const far = await openBrowser(`--ignore-certificate-errors-spki-list=${pin}`);
    const watch = new PageWatch(await far.newContext({ baseURL: new URL(link).origin }));
    const page = await watch.context.newPage();
    await page.goto(link);
    await page.getByLabel("Name").fill("mara");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: "Create owner and sign in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Stacks" })).toBeVisible();
    for (const { name, secure } of await watch.context.cookies()) {
      expect([secure, /^__(Host|Secure)-/.test(name)], name).toEqual([true, true]);
    }
    await expect(page.getByText("This connection is not encrypted.")).toHaveCount(0);

    await page.goto("/settings");
    await page.getByRole("link", { name: "Access" }).click();
    const certificate = page.getByRole("region", { name: "Certificate" });
    await expect(certificate).toContainText(fingerprint);
    await expect(certificate).toContainText(ownAddress ?? "");
    await expectAccessible(page, "access");
    // The stream lives over TLS too.
    await expect(page.getByText("Lost connection")).toHaveCount(0);

    await page.goto(`http://${new URL(link).host}/engine`);
    await expect(page).toHaveURL(/^https:.*\/engine$/);
    await page.goto("/settings");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    // The action that led away asked for the next page in clear, at the port that sends everybody else on.
    expect(await readFile(join(data, "log", "web.log"), "utf8")).not.toContain("failed to");
    expect(watch.problems()).toEqual([]);
  } finally {
    for (const browser of browsers) await browser.close();
    await panel.interrupt();
    await network.remove();
    await place.done();
  }
});

test("plain http by an address is there only when asked for, and every page says so", async ({
  startPanel,
  browser,
}) => {
  const ownAddress = needOwnAddress();
  const panel = await startPanel({
    ...{ name: "clear", engine: "off", bind: "0.0.0.0" },
    environment: { SLIPWAY_TLS: "off" },
  });
  await panel.ensureOwner();
  const { port } = panel.listening;
  const warned = (page: Page) => page.getByText("This connection is not encrypted.");

  const open = new PageWatch(await browser.newContext({ baseURL: `http://${ownAddress}:${port}` }));
  const page = await open.context.newPage();
  await page.goto("/sign-in");
  await expect(warned(page)).toBeVisible();
  await expectAccessible(page, "sign-in in clear");
  await signIn(page);
  await expect(warned(page)).toBeVisible();
  await page.goto("/settings/access");
  await expect(page.getByRole("region", { name: "Address of this panel" })).toContainText("plain http");
  await expect(page.getByRole("region", { name: "Certificate" })).toHaveCount(0);
  await expectAccessible(page, "access in clear");
  await open.context.close();
  expect(open.problems()).toEqual([]);

  // Loopback crosses no network: so does a tunnel's end.
  const near = new PageWatch(await browser.newContext({ baseURL: `http://localhost:${port}` }));
  const inside = await near.context.newPage();
  await signIn(inside);
  await expect(warned(inside)).toHaveCount(0);
  await near.context.close();
  expect(near.problems()).toEqual([]);
  expect((await panel.control.call(routes["address.show"], {})).certificate).toBeNull();
  expect(await slipway(panel.data, "certificate")).toContain("The panel serves no certificate");
});

/** What the command says, both ways. */
async function slipway(data: string, ...words: string[]): Promise<string> {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  await runSlipway(words, { folder: data, environment: { SLIPWAY_DATA: data }, print: say, note: say });
  return said.join("\n");
}

/** Status and fingerprint that a program over there gets, which trusts this certificate and checks the name. */
async function seenFrom(network: OtherNetwork, origin: string, ca: string): Promise<string> {
  const script = `require("node:https").get(process.argv[1], { ca: process.argv[2] }, (answer) => {
    const { fingerprint256 } = answer.socket.getPeerCertificate();
    process.stdout.write(answer.resume().statusCode + " " + fingerprint256);
  })`;
  const [program, args] = network.command(process.execPath, ["-e", script, `${origin}/setup`, ca]);
  return (await promisify(execFile)(program, args)).stdout;
}
