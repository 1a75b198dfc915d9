import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/lib/api/contract/routes";
import { WorkerClient } from "@/lib/client/worker-client";

const ROOT = resolve(import.meta.dirname, "..");
const READY_MS = 60_000;
const ann = { name: "ann", password: "correct horse battery" };

let data: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "slipway-worker-"));
});
afterEach(async () => {
  for (const child of running) await end(child, "SIGKILL");
});
afterAll(() => rm(data, { recursive: true }));

/** The worker from its sources, without an engine: what is tested here is all that it needs none for. */
function spawnWorker(): { child: ChildProcess; stderr: () => string } {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/worker.ts"], {
    cwd: ROOT,
    env: { ...process.env, SLIPWAY_DATA: data, SLIPWAY_ENGINE: "off", SLIPWAY_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout?.resume();
  return { child, stderr: () => stderr };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  running.delete(child);
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

const web = (token?: string) =>
  new WorkerClient({ socketPath: join(data, "run/worker.sock"), token, peer: "192.0.2.7" });
const control = () => new WorkerClient({ socketPath: join(data, "run/control.sock") });

async function startWorker(): Promise<ChildProcess> {
  const { child, stderr } = spawnWorker();
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const health = await web()
      .call(routes.health, {})
      .catch(() => null);
    if (health !== null) return child;
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`The worker did not start: ${stderr()}`);
    await sleep(50);
  }
}

/** Starts a worker that is to refuse, and tells what it said. */
async function refusedStart(): Promise<string> {
  const { child, stderr } = spawnWorker();
  const [code] = await once(child, "close");
  running.delete(child);
  expect(code).toBe(1);
  return stderr();
}

async function signIn(): Promise<string> {
  const answer = await web().call(routes["sessions.create"], { body: ann });
  if ("challenge" in answer) throw new Error("A code is asked for");
  return answer.token;
}

describe("the worker", { timeout: 2 * READY_MS }, () => {
  it("goes from an empty folder to a signed-in owner whose stream ends with the session", async () => {
    const worker = await startWorker();
    const mode = async (path: string) => (await stat(join(data, path))).mode & 0o777;
    expect(await mode(".")).toBe(0o700);
    expect(await mode("slipway.db")).toBe(0o600);
    expect(await mode("key/master.key")).toBe(0o400);
    expect(await mode("run/worker.sock")).toBe(0o660);
    expect(await mode("run/control.sock")).toBe(0o600);

    await expect(web().call(routes["setup.link"], {})).rejects.toMatchObject({ code: "not-found" });
    const { url } = await control().call(routes["setup.link"], {});
    const body = { token: new URL(url).hash.replace("#token=", ""), ...ann };
    const first = await web().call(routes["setup.owner"], { body });
    await expect(web().call(routes["setup.owner"], { body })).rejects.toMatchObject({ code: "setup-done" });

    const token = await signIn();
    const lines: string[] = [];
    const streamed = (async () => {
      for await (const line of web(token).lines(routes.events, {})) lines.push(JSON.stringify(line));
    })();
    while (lines.length === 0) await sleep(10);
    await web(token).call(routes["sessions.end"], {});
    await streamed;
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      type: "snapshot",
      host: { engine: { state: "off" } },
    });
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ type: "ended", reason: "signed-out" });
    await expect(web(token).call(routes["stacks.list"], {})).rejects.toMatchObject({ code: "not-signed-in" });

    const { entries } = await web(first.token).call(routes["audit.list"], {});
    expect(entries.map(({ what, from }) => [what, from])).toEqual([
      ["signed out", "192.0.2.7"],
      ["signed in", "192.0.2.7"],
      ["owner made", "192.0.2.7"],
      ["set-up link made", "local"],
    ]);
    const backup = await control().call(routes["backup.create"], { body: {} });
    expect(await stat(backup.path)).toMatchObject({ size: backup.sizeBytes });

    expect(await refusedStart()).toContain(`Another worker uses this data folder: process ${worker.pid}`);
    expect(await web(first.token).call(routes["sessions.current"], {})).toMatchObject({
      operator: { name: "ann" },
    });
  });

  it("tells its streams that it stops, and is gone within five seconds", async () => {
    const worker = await startWorker();
    const token = await signIn();
    const types: unknown[] = [];
    const streamed = (async () => {
      for await (const line of web(token).lines(routes.events, {}))
        types.push(line.type === "ended" ? line.reason : line.type);
    })();
    while (types.length === 0) await sleep(10);
    const start = Date.now();
    expect(await end(worker, "SIGTERM")).toBe(0);
    expect(Date.now() - start).toBeLessThan(5000);
    await streamed;
    expect(types.at(-1)).toBe("stopping");
  });

  it("loses nothing that it acknowledged when it is killed", async () => {
    const worker = await startWorker();
    const token = await signIn();
    const create = (name: string) =>
      web(token).call(routes["stacks.create"], {
        body: { kind: "directus", name, settings: { database: "sqlite" } },
      });
    const acknowledged: string[] = [];
    const writing = (async () => {
      for (let index = 0; index < 1000; index += 1) acknowledged.push((await create(`stack-${index}`)).name);
    })().catch((error: { code: string }) => error.code);
    while (acknowledged.length < 5) await sleep(5);
    await end(worker, "SIGKILL");
    expect(await writing).toBe("worker-unreachable");

    await startWorker();
    const { stacks } = await web(token).call(routes["stacks.list"], {});
    expect(stacks.map(({ name }) => name)).toEqual(expect.arrayContaining(acknowledged));
    expect(stacks.length - acknowledged.length).toBeLessThanOrEqual(1);
  });

  it("does not start without the key of its database, and says how to go on", async () => {
    await rm(join(data, "key/master.key"));
    const said = await refusedStart();
    expect(said).toContain(join(data, "key/master.key"));
    expect(said).toContain("Put the key that belongs to this data folder back");
    await expect(stat(join(data, "key/master.key"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
