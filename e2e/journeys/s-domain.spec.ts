import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";
import { choose } from "@/e2e/panel/choose";
import { withDefaultNames } from "@/e2e/panel/default-names";
import { signInToDirectus } from "@/e2e/panel/directus-page";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, signIn, test } from "@/e2e/panel/journey";
import { OtherNetwork, otherNetworkRefusal } from "@/e2e/panel/other-network";
import { throughOwnHosts } from "@/e2e/panel/own-hosts";
import { startTestAuthority } from "@/e2e/panel/test-authority";
import { routes } from "@/lib/api/contract/routes";

const runProgram = promisify(execFile);
const refusal = otherNetworkRefusal();
const PANEL = "panel.slipway.test";
const DIRECTUS = "cms.slipway.test";
const ELSEWHERE = "elsewhere.slipway.test";

test(
  "from another network: the panel and Directus by their names, with certificates of an authority",
  ENGINE,
  async ({ startPanel, playwright }, testInfo) => {
    test.skip(refusal !== null, refusal ?? "");
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
