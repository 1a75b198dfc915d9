import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/panel/axe";
import { choose } from "@/e2e/panel/choose";
import { withDefaultNames } from "@/e2e/panel/default-names";
import { signInToDirectus } from "@/e2e/panel/directus-page";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, signIn, test } from "@/e2e/panel/journey";
import { needOtherNetwork } from "@/e2e/panel/needs";
import { OtherNetwork } from "@/e2e/panel/other-network";
import { throughOwnHosts } from "@/e2e/panel/own-hosts";
import { expectPlan } from "@/e2e/panel/plan-page";
import { startTestAuthority } from "@/e2e/panel/test-authority";
import { routes } from "@/lib/api/contract/routes";

const runProgram = promisify(execFile);
const PANEL = "panel.slipway.test";
const DIRECTUS = "cms.slipway.test";
const ELSEWHERE = "elsewhere.slipway.test";

test(
  "from another network: the panel and Directus by their names, with certificates of an authority",
  ENGINE,
  async ({ startPanel, playwright }, testInfo) => {
    needOtherNetwork();
    test.setTimeout(400_000);
    const folder = await mkdtemp(join(tmpdir(), "slipway-domain-"));
    const network = await OtherNetwork.create();
    let far: Browser | undefined;
    try {
      const panel = await startPanel({
        name: "domain",
        environment: { SLIPWAY_URL: `https://${PANEL}`, SLIPWAY_PROXY: "127.0.0.1" },
        workerThrough: await throughOwnHosts(folder, network.hostAddress, [PANEL, DIRECTUS]),
      });
      await panel.ensureOwner();
      const names = [PANEL, DIRECTUS].map((name) => ({ name, address: network.hostAddress }));
      const authority = await startTestAuthority(panel, names);
      const { directory, root } = authority;
      const settings = { email: "", directory, roots: root, publicAddresses: [], panel: true };
      const loaded = await panel.control.call(
        routes["domains.save"],
        { body: settings },
        { deadlineMs: 150_000 },
      );
      expect(loaded.failure).toBeNull();

      await writeFile(join(folder, "root.pem"), root);
      const trusted = (name: string, path: string) =>
        visitFrom(network, join(folder, "root.pem"), name, path);
      await expect.poll(() => trusted(PANEL, "/sign-in"), { timeout: 60_000 }).toContain("200 ");

      const launchOptions = testInfo.project.use.launchOptions ?? {};
      far = await playwright.chromium.launch({
        ...launchOptions,
        executablePath: await network.launcher(
          launchOptions.executablePath ?? playwright.chromium.executablePath(),
        ),
        args: [
          ...(launchOptions.args ?? []),
          `--host-resolver-rules=MAP *.slipway.test ${network.hostAddress}`,
          `--ignore-certificate-errors-spki-list=${authority.pin}`,
        ],
      });
      const page = await (await far.newContext({ baseURL: `https://${PANEL}` })).newPage();
      await signIn(page);
      await expect(page.getByText("This connection is not encrypted.")).toHaveCount(0);

      const name = await withDefaultNames(() => deployByDomain(page));
      const shown = await panel.control.call(routes["stacks.show"], { params: { stack: name } });
      expect(shown.primaryUrl).toBe(`https://${DIRECTUS}`);
      expect(await trusted(DIRECTUS, "/server/ping")).toBe("200 pong");
      const { value: password } = await panel.control.call(routes["stacks.reveal"], {
        params: { stack: name, secret: "adminPassword" },
      });
      const login = { email: "admin@example.com", password };
      await signInToDirectus(far, { url: `https://${DIRECTUS}/admin`, ...login });

      await page.goto(`/stacks/${name}`);
      const exposure = page.getByRole("region", { name: "Exposure" });
      await expect(exposure).toContainText("nothing from outside");
      await expect(page.getByText(`https://${DIRECTUS} leads here`)).toBeVisible();
      await page.goto("/settings/domains");
      const list = page.getByRole("list", { name: "Domains" });
      await expect(list.getByText("Works", { exact: true })).toHaveCount(2);
      await expect(list).toContainText("Certificate by");
      await expectAccessible(page, "domains");

      await websocketPasses(far, panel.control, name);
      await opensAndCloses(page, network, name);
      expect(await trusted(PANEL, "/sign-in")).toContain("200 ");
      await expect(page.getByText("Lost connection")).toHaveCount(0);
    } finally {
      await far?.close();
      await network.remove();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

/** A name that leads elsewhere is told with the record to set; the right one is deployed. */
async function deployByDomain(page: Page): Promise<string> {
  await page.goto("/new");
  await choose(page, /^SQLite/);
  await choose(page, "Domain");
  const field = page.getByLabel("Domain of Directus");
  await field.fill(ELSEWHERE);
  await expect(page.getByText(/set the record A elsewhere\.slipway\.test → /).first()).toBeVisible();
  await field.fill(DIRECTUS);
  await expect(page.getByText("Leads here")).toBeVisible();
  const name = await page.getByLabel("Name", { exact: true }).inputValue();
  await page.getByRole("button", { name: /^Deploy/ }).click();
  await expectJobDone(page);
  return name;
}

async function websocketPasses(
  far: Browser,
  control: { call: typeof import("@/lib/client/worker-client").WorkerClient.prototype.call },
  stack: string,
): Promise<void> {
  const params = { stack };
  const { revision, access } = await control.call(routes["stacks.show"], { params });
  const change = { base: revision, access, settings: { websocketsEnabled: true }, secrets: {}, note: "" };
  await control.call(routes["revisions.create"], { params, body: change });
  const job = await control.call(routes["stacks.deploy"], { params, body: {} });
  const ended = async () => (await control.call(routes["jobs.show"], { params: { job: job.id } })).state;
  await expect.poll(ended, { timeout: 120_000 }).toBe("succeeded");
  const context = await far.newContext();
  const page = await context.newPage();
  await page.goto(`https://${DIRECTUS}/server/ping`);
  const answer = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => socket.send(JSON.stringify({ type: "auth", access_token: "wrong" }));
        socket.onmessage = ({ data }) => resolve(String(data));
        socket.onerror = () => resolve("refused");
      }),
    `wss://${DIRECTUS}/websocket`,
  );
  // Directus itself answers through the socket, and its answer is about what was sent.
  expect(answer).toContain('"type":"auth"');
  await context.close();
}

/** Opened to everybody by address, the page says so, and one click with its plan closes it again. */
async function opensAndCloses(page: Page, network: OtherNetwork, name: string): Promise<void> {
  await page.goto(`/stacks/${name}/settings`);
  await choose(page, "This address");
  await page.getByLabel("Host name or address of this server").fill(network.hostAddress);
  await page.getByRole("button", { name: /^Save as revision/ }).click();
  await expectPlan(page);
  await expect(page.getByText(DIRECTUS).first()).toBeVisible();
  await page.getByRole("button", { name: /^Apply revision/ }).click();
  await expectJobDone(page);
  await page.goto(`/stacks/${name}`);
  const exposure = page.getByRole("region", { name: "Exposure" });
  await expect(exposure).toContainText("1 open to others");
  await expect(exposure).toContainText(/answers at \d+\.\d+\.\d+\.\d+:\d+/);
  await expectAccessible(page, "exposure");
  await exposure.getByRole("button", { name: "Close to this server only" }).click();
  await expectPlan(page);
  await page.getByRole("button", { name: /^Apply revision/ }).click();
  await expectJobDone(page);
  await page.goto(`/stacks/${name}`);
  await expect(exposure).toContainText("nothing from outside");
}

/** `status body` as somebody over there gets it who trusts the authority and nothing else; the error's code otherwise. */
async function visitFrom(network: OtherNetwork, root: string, name: string, path: string): Promise<string> {
  const script = `const [root, host, name, path] = process.argv.slice(1);
    const options = { host, servername: name, path, headers: { host: name }, ca: require("fs").readFileSync(root), timeout: 4000 };
    require("https").get(options, (answer) => {
      let text = "";
      answer.on("data", (part) => { text += part; });
      answer.on("end", () => process.stdout.write(answer.statusCode + " " + text));
    }).on("error", (error) => process.stdout.write(String(error.code)));`;
  const words = ["-e", script, root, network.hostAddress, name, path];
  const [program, args] = network.command(process.execPath, words);
  return (await runProgram(program, args)).stdout;
}
