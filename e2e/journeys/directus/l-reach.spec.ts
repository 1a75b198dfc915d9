import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";
import { choose } from "@/e2e/panel/choose";
import { withDefaultNames } from "@/e2e/panel/default-names";
import { signInToDirectus } from "@/e2e/panel/directus-page";
import { expectJobDone } from "@/e2e/panel/job-page";
import { ENGINE, signIn, test } from "@/e2e/panel/journey";
import { needOtherNetwork } from "@/e2e/panel/needs";
import { OtherNetwork } from "@/e2e/panel/other-network";
import { expectPlan } from "@/e2e/panel/plan-page";
import { SshServer } from "@/e2e/panel/ssh-server";
import { routes } from "@/lib/api/contract/routes";

const runProgram = promisify(execFile);

test(
  "from another network: by this address, then privately through the shown ssh line",
  ENGINE,
  async ({ startPanel, playwright, browser }, testInfo) => {
    needOtherNetwork();
    test.setTimeout(400_000);
    const network = await OtherNetwork.create();
    let far: Browser | undefined;
    try {
      const panel = await startPanel({ name: "reach", bind: "0.0.0.0" });
      await panel.ensureOwner();
      const origin = `https://${network.hostAddress}:${panel.listening.port}`;
      const launchOptions = testInfo.project.use.launchOptions ?? {};
      const program = launchOptions.executablePath ?? playwright.chromium.executablePath();
      far = await playwright.chromium.launch({
        ...launchOptions,
        executablePath: await network.launcher(program),
      });
      // The certificate is the panel's own; r-https.spec.ts compares its fingerprint.
      const context = await far.newContext({ baseURL: origin, ignoreHTTPSErrors: true });
      const page = await context.newPage();
      await signIn(page);
      const name = await withDefaultNames(() => deploySqlite(page, network.hostAddress));

      const shown = await panel.control.call(routes["stacks.show"], { params: { stack: name } });
      const url = new URL(shown.primaryUrl ?? "");
      expect(url.hostname).toBe(network.hostAddress);
      const password = await panel.control.call(routes["stacks.reveal"], {
        params: { stack: name, secret: "adminPassword" },
      });
      expect(await pingFrom(network, url.origin)).toBe("pong");
      const login = { email: "admin@example.com", password: password.value };
      await signInToDirectus(far, { url: `${url.origin}/admin`, ...login });

      await page.goto(`/stacks/${name}/settings`);
      await choose(page, "This server only");
      await page.getByRole("button", { name: /^Save as revision/ }).click();
      await expectPlan(page);
      await page.getByRole("button", { name: /^Apply revision/ }).click();
      await expectJobDone(page);
      const container = panel.docker?.getContainer(`${name}-directus-1`);
      const { NetworkSettings } = (await container?.inspect()) ?? {};
      expect(NetworkSettings?.Ports["8055/tcp"]).toEqual([{ HostIp: "127.0.0.1", HostPort: url.port }]);
      const [curl, args] = network.command("curl", ["-s", "-m", "5", `${url.origin}/server/ping`]);
      await expect(runProgram(curl, args)).rejects.toThrow();

      await page.goto(`/stacks/${name}`);
      const line = await page.getByText(/^ssh -L /).textContent();
      await throughTunnel(network, line ?? "", async () => {
        await signInToDirectus(far ?? browser, { url: `http://localhost:${url.port}/admin`, ...login });
      });
    } finally {
      await far?.close();
      await network.remove();
    }
  },
);

async function deploySqlite(page: Page, host: string): Promise<string> {
  await page.goto("/new");
  await expect(page.getByRole("radio", { name: "This address" })).toBeChecked();
  await expect(page.getByLabel("Host name or address of this server")).toHaveValue(host);
  await choose(page, /^SQLite/);
  await expect(page.getByRole("region", { name: "Rendered files" })).not.toContainText("postgis/postgis");
  const name = await page.getByLabel("Name", { exact: true }).inputValue();
  await page.getByRole("button", { name: /^Deploy/ }).click();
  await expectJobDone(page);
  return name;
}

/** Runs the line over there as it is shown; what is added leads to this test's own server and key. */
async function throughTunnel(network: OtherNetwork, line: string, work: () => Promise<void>): Promise<void> {
  const shown = /^ssh (-L (\d+):127\.0\.0\.1:\2) (\S+@(\S+))$/.exec(line.trim());
  if (shown === null) throw new Error(`Not a line that makes a tunnel: ${line}`);
  const [, forward = "", port = "", target = "", address = ""] = shown;
  const server = await SshServer.start(address);
  const words = [...server.clientOptions, ...forward.split(" "), target];
  const tunnel = spawn(...network.command("ssh", words), { stdio: "ignore" });
  try {
    await expect.poll(() => pingFrom(network, `http://localhost:${port}`), { timeout: 20_000 }).toBe("pong");
    await work();
  } finally {
    tunnel.kill("SIGTERM");
    await server.stop();
  }
}

/** What Directus answers to somebody over there; empty when nobody does. */
async function pingFrom(network: OtherNetwork, origin: string): Promise<string> {
  const script = `fetch(process.argv[1], { signal: AbortSignal.timeout(4000) })
    .then((answer) => answer.text()).then((text) => process.stdout.write(text), () => undefined)`;
  const [program, args] = network.command(process.execPath, ["-e", script, `${origin}/server/ping`]);
  return (await runProgram(program, args)).stdout;
}
