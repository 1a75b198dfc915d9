import { generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OWNER, signedInHeaders } from "@/e2e/bench/signed-in-web";
import { ContainerPanel } from "@/e2e/container/container-panel";
import { containersOf } from "@/e2e/panel/run-traces";
import { makeCertificate } from "@/lib/launch/certificate/make-certificate.mjs";

/** Packages are installed and pages built in the image: on two busy cores that takes minutes. */
const BUILD_TIMEOUT_MS = 15 * 60_000;
const DEPLOY_TIMEOUT_MS = 5 * 60_000;
const IDLE_MS = 20_000;

/** MiB in `docker stats` at idle. */
const MEMORY_GOAL = 140;
const MEMORY_LIMIT = 220;

const WEB = "10002:10002";
const WORKER = "10001:10001";
/** What web is there to do, and may. */
const ALLOWED = ["connect to /run/slipway/socket/worker.sock", "read its own cookie key"];

let panel: ContainerPanel;

beforeAll(async () => {
  panel = await ContainerPanel.open();
  const { buildMs, startMs } = await panel.up();
  const megabytes = ((await panel.images.sizeBytes()) / 1e6).toFixed(0);
  say(`image ${megabytes} MB, built in ${seconds(buildMs)}, started in ${seconds(startMs)}`);
}, BUILD_TIMEOUT_MS);

afterAll(async () => panel?.close(), BUILD_TIMEOUT_MS);

describe("the panel in its container", () => {
  test("has the least power that it works with", async () => {
    const { HostConfig } = await panel.facts();
    expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapDrop: ["ALL"] });
    expect(HostConfig.CapAdd?.toSorted()).toEqual(["CHOWN", "KILL", "SETGID", "SETUID"]);
    expect(HostConfig.SecurityOpt).toContain("no-new-privileges:true");
    for (const [user, program] of [
      ["10001", "dist/worker.mjs"],
      ["10002", "dist/web.mjs"],
    ] as const) {
      const status = await statusOf(program);
      expect(status).toMatchObject({ Uid: Array(4).fill(user).join(" "), Groups: "", NoNewPrivs: "1" });
      for (const set of ["CapInh", "CapPrm", "CapEff", "CapAmb"]) expect(status[set]).toMatch(/^0+$/);
    }
  });

  test("prints a link that makes the owner, who signs in over HTTP", async () => {
    const link = await panel.printed(/http:\/\/127\.0\.0\.1:\d+\/setup#token=\S+/);
    expect(link.startsWith(`${panel.url}/setup#`)).toBe(true);
    expect((await fetch(link)).status).toBe(200);
    const token = new URLSearchParams(new URL(link).hash.slice(1)).get("token");
    expect(await callAsWeb("/v1/setup/owner", { token, ...OWNER })).toBeLessThan(300);
    expect(await callAsWeb("/v1/setup/owner", { token, ...OWNER })).toBeGreaterThanOrEqual(400);
    const page = await fetch(panel.url, { headers: await signedInHeaders(panel.url) });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>Stacks · Slipway</title>");
  });

  test(
    "deploys Directus, proves it through the host's loopback, and leaves it alone when it is replaced",
    async () => {
      const stack = `cms-${panel.run}`;
      await panel.slipway("stacks", "create", "directus", "--name", stack, "--set", "database=sqlite");
      const job = JSON.parse(await panel.slipway("stacks", "deploy", stack, "--json"));
      expect(job.state, JSON.stringify(job.error)).toBe("succeeded");
      const before = await stackContainers();
      expect(before.size).toBeGreaterThan(0);
      expect([...before.values()].every(({ running }) => running)).toBe(true);
      const shown = JSON.parse(await panel.slipway("stacks", "status", stack, "--json"));
      expect(shown.state).toBe("running");
      expect(shown.probeResults.length).toBeGreaterThan(0);
      expect(shown.probeResults.map(({ state }: { state: string }) => state)).not.toContain("failed");
      expect(JSON.stringify(job)).not.toContain("could not be measured");

      await panel.compose("up", "--detach", "--force-recreate");
      await panel.printed(/Slipway is running/);
      expect(await stackContainers()).toEqual(before);
      await expect.poll(() => stateOf(stack), { timeout: 30_000 }).toBe("running");
      await signedInHeaders(panel.url);
      expect(await panel.log()).not.toContain("Open this link");
    },
    DEPLOY_TIMEOUT_MS,
  );

  test(
    "is restored into a new volume from a backup, and knows its stacks",
    async () => {
      const stack = `cms-${panel.run}`;
      const before = await stackContainers();
      const passphrase = "seven wet boats at dusk";
      const [backup, secret] = ["/data/panel/carried.backup", "/data/panel/carried.passphrase"];
      await panel.exec(["sh", "-c", 'cat > "$1"', "sh", secret], { user: WORKER, input: passphrase });
      await panel.slipway("backup", "--out", backup, "--passphrase-file", secret);
      await panel.restoreAnew(backup, passphrase);
      expect(await stackContainers()).toEqual(before);
      await expect.poll(() => stateOf(stack), { timeout: 30_000 }).toBe("running");
      await signedInHeaders(panel.url);
    },
    DEPLOY_TIMEOUT_MS,
  );

  test("refuses the user of web everything but the worker's socket", async () => {
    const script = await readFile(join(import.meta.dirname, "web-attempts.mjs"), "utf8");
    const node = ["node", "--input-type=module", "-"];
    const lines = (await panel.exec(node, { user: WEB, input: script })).trim().split("\n");
    const attempts: { what: string; refusal: string | null }[] = lines.map((line) => JSON.parse(line));
    for (const { what, refusal } of attempts) say(`${(refusal ?? "allowed").padEnd(12)} ${what}`);
    expect(attempts.length).toBeGreaterThan(50);
    const succeeded = attempts.filter(({ refusal }) => refusal === null).map(({ what }) => what);
    expect(succeeded).toEqual(ALLOWED);
  });

  test("keeps to its memory at idle, and is healthy", async () => {
    await sleep(IDLE_MS);
    const mebibytes = await panel.memoryMib();
    say(`memory at idle ${mebibytes.toFixed(1)} MiB (goal ${MEMORY_GOAL}, above ${MEMORY_LIMIT} fails)`);
    expect(mebibytes).toBeLessThanOrEqual(MEMORY_LIMIT);
    await expect.poll(health, { timeout: 60_000, interval: 1_000 }).toBe("healthy");
  }, 120_000);

  test("ends whole when one process dies, and is started again", async () => {
    const before = await panel.facts();
    await panel.exec(["node", "-e", `process.kill(${await pidOf("dist/worker.mjs")}, "SIGKILL")`]);
    await expect
      .poll(async () => (await panel.facts()).RestartCount, { timeout: 30_000 })
      .toBe(before.RestartCount + 1);
    await expect.poll(answers, { timeout: 30_000 }).toBe(true);
    expect(await panel.log()).toContain("worker ended: SIGKILL");
  });

  test("speaks https where it is asked to, with a key that web's user alone reads", async () => {
    panel.settings.SLIPWAY_TLS = "on";
    await panel.compose("up", "--detach");
    const printed = await panel.printed(/(?:[0-9A-F]{2}:){15}[0-9A-F]{2}\s+(?:[0-9A-F]{2}:){15}[0-9A-F]{2}/);
    const own = await panel.exec(["cat", "/data/tls/certificate.pem"]);
    expect(new X509Certificate(own).fingerprint256).toBe(printed.replace(/\s+/, ":"));
    expect(await statusOverTls(own)).toBe(200);
    await panel.exec(["cat", "/data/tls/key.pem"], { user: WEB });
    await expect(panel.exec(["cat", "/data/tls/key.pem"], { user: WORKER })).rejects.toThrow(/denied/);
    await expect(panel.exec(["touch", "/data/tls/key.pem"], { user: WEB })).rejects.toThrow(/denied/);
    await expect.poll(health, { timeout: 60_000, interval: 1_000 }).toBe("healthy");

    // One of somebody's, which root alone may read.
    const folder = await mkdtemp(join(tmpdir(), "slipway-given-"));
    const { cert, key } = madePair();
    await writeFile(join(folder, "fullchain.pem"), cert, { mode: 0o600 });
    await writeFile(join(folder, "privkey.pem"), key, { mode: 0o600 });
    Object.assign(panel.settings, {
      SLIPWAY_TLS_FOLDER: folder,
      SLIPWAY_TLS_CERT: "/tls/fullchain.pem",
      SLIPWAY_TLS_KEY: "/tls/privkey.pem",
    });
    await panel.compose("up", "--detach");
    await expect.poll(() => statusOverTls(cert).catch(() => 0), { timeout: 30_000 }).toBe(200);
    await expect(panel.exec(["cat", "/tls/privkey.pem"], { user: WEB })).rejects.toThrow(/denied/);
    expect(await panel.slipway("certificate")).toContain(
      new X509Certificate(cert).fingerprint256.slice(0, 47),
    );
    await rm(folder, { recursive: true });
  }, 180_000);

  test("ends in order when it is told to", async () => {
    const startMs = Date.now();
    await panel.compose("stop");
    expect(Date.now() - startMs).toBeLessThan(10_000);
    expect((await panel.facts()).State).toMatchObject({ Running: false, ExitCode: 0 });
    expect(await panel.log()).toContain('"event":"stopped"');
  });
});

function say(text: string): void {
  process.stdout.write(`container: ${text}\n`);
}

const seconds = (durationMs: number) => `${(durationMs / 1000).toFixed(1)} s`;

async function pidOf(program: string): Promise<string> {
  const found = (await panel.exec(["sh", "-c", 'grep -lsF "$1" /proc/[0-9]*/cmdline', "sh", program])).trim();
  // The search itself has the words in its command line, and is gone.
  for (const path of found.split("\n")) {
    const pid = /^\/proc\/(\d+)\//.exec(path)?.[1];
    const name = await panel.exec(["cat", `/proc/${pid}/comm`]).catch(() => "");
    if (pid !== undefined && /^(node|MainThread)/.test(name)) return pid;
  }
  throw new Error(`${program} does not run`);
}

/** Fields of /proc/<pid>/status, with one blank between values. */
async function statusOf(program: string): Promise<Record<string, string>> {
  const text = await panel.exec(["cat", `/proc/${await pidOf(program)}/status`]);
  return Object.fromEntries(
    text.split("\n").map((line) => {
      const [name = "", value = ""] = line.split(":");
      return [name, value.trim().replace(/\s+/g, " ")];
    }),
  );
}

/** @returns the status of a call that web's user makes on the worker's socket */
async function callAsWeb(path: string, body: unknown): Promise<number> {
  const script = `
    import { request } from "node:http";
    const headers = { host: "worker", "content-type": "application/json" };
    const socketPath = "/run/slipway/socket/worker.sock";
    request({ socketPath, method: "POST", path: ${JSON.stringify(path)}, headers }, (answer) => {
      answer.resume();
      process.stdout.write(String(answer.statusCode));
    }).end(${JSON.stringify(JSON.stringify(body))});`;
  return Number(await panel.exec(["node", "--input-type=module", "-"], { user: WEB, input: script }));
}

/** Those of the panel's stacks, without the panel itself. */
async function stackContainers() {
  return containersOf(panel.docker, [`slipway.test=${panel.run}`, "slipway.stack"]);
}

async function stateOf(stack: string): Promise<string> {
  return JSON.parse(await panel.slipway("stacks", "status", stack, "--json")).state;
}

const health = async () => (await panel.facts()).State.Health?.Status;

/** @param ca the only certificate that is believed, for the name in the panel's address */
function statusOverTls(ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const url = panel.url.replace("http:", "https:");
    get(`${url}/sign-in`, { ca, agent: false }, (answer) => resolve(answer.resume().statusCode)).on(
      "error",
      reject,
    );
  });
}

function madePair(): { cert: string; key: string } {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const [notBefore, notAfter] = [new Date(Date.now() - 60_000), new Date(Date.now() + 86_400_000)];
  const cert = makeCertificate({ key, names: ["127.0.0.1"], notBefore, notAfter, serial: randomBytes(16) });
  return { cert, key: String(key.export({ type: "pkcs8", format: "pem" })) };
}

const answers = () =>
  fetch(panel.url).then(
    ({ status }) => status < 400,
    () => false,
  );
