import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import type { EngineEvent } from "@/lib/ports/engine";

let at: Awaited<ReturnType<typeof realEngine>>;
beforeAll(async () => {
  at = await realEngine("engine");
  await at.tinyImage();
}, 120_000);
afterAll(() => at.cleanUp());

describe("the real engine", { timeout: 60_000 }, () => {
  it("tells what it is", async () => {
    const info = await at.engine.info();
    expect(info.version).toMatch(/^\d+\.\d+/);
    expect(info.cores).toBeGreaterThan(0);
    expect(info.memoryBytes).toBeGreaterThan(100_000_000);
    expect(["amd64", "arm64"]).toContain(info.architecture);
    expect(info.id).not.toBe("");
  });

  it("lists and inspects a container", async () => {
    const id = await at.start(["idle"], {
      Env: ["GREETING=a=b", "EMPTY="],
      HostConfig: {
        NetworkMode: "bridge",
        PortBindings: { "8080/tcp": [{ HostIp: "127.0.0.1", HostPort: "" }] },
        RestartPolicy: { Name: "unless-stopped" },
        Memory: 64 * 1024 * 1024,
      },
    });
    const [summary] = (await at.engine.listContainers({ labels: [at.label] })).filter(
      (container) => container.id === id,
    );
    const detail = await at.engine.inspectContainer(id);
    expect(summary).toMatchObject({ state: "running", health: "none", labels: { "slipway.test": at.run } });
    expect(summary?.ports).toEqual(detail?.ports);
    expect(detail).toMatchObject({
      name: summary?.name,
      imageId: summary?.imageId,
      exitCode: 0,
      outOfMemory: false,
      finishedAt: null,
      restartPolicy: "unless-stopped",
      memoryLimitBytes: 64 * 1024 * 1024,
    });
    expect(detail?.ports).toHaveLength(1);
    expect(detail?.environment).toContainEqual({ name: "GREETING", value: "a=b" });
    expect(detail?.environment).toContainEqual({ name: "EMPTY", value: "" });
    expect(Object.keys(detail?.addresses ?? {})).toEqual(["bridge"]);
    expect(await at.engine.inspectContainer("0".repeat(64))).toBeNull();
  });

  it("starts, stops, restarts and removes, each twice without complaint", async () => {
    const id = await at.start(["deaf"]);
    const stopAtMs = performance.now();
    await at.engine.stopContainer(id, 1);
    expect(performance.now() - stopAtMs).toBeLessThan(10_000);
    await at.engine.stopContainer(id, 1);
    expect(await at.engine.inspectContainer(id)).toMatchObject({ state: "exited", exitCode: 137 });
    await at.engine.startContainer(id);
    await at.engine.startContainer(id);
    const before = (await at.engine.inspectContainer(id))?.startedAt;
    await at.engine.restartContainer(id, 0);
    expect((await at.engine.inspectContainer(id))?.startedAt).not.toBe(before);
    await at.engine.removeContainer(id);
    await at.engine.removeContainer(id);
    expect(await at.engine.inspectContainer(id)).toBeNull();
    await expect(at.engine.startContainer(id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("tells events as they happen, and ends quietly when nobody listens any more", async () => {
    const stop = new AbortController();
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const seen: EngineEvent[] = [];
    const listening = (async () => {
      for await (const event of at.engine.events(stop.signal, { onOpen: open })) {
        if (event.attributes["slipway.test"] === at.run) seen.push(event);
      }
    })();
    await opened;
    const id = await at.start(["once", "3"]);
    await expect.poll(() => seen.map(({ action }) => action)).toContain("die");
    stop.abort();
    await listening;
    const own = seen.filter((event) => event.id === id);
    expect(own.map(({ type, action }) => `${type} ${action}`)).toEqual([
      "container create",
      "container start",
      "container die",
    ]);
    expect(own.at(-1)?.attributes).toMatchObject({ exitCode: "3" });
    expect(Math.abs(Date.now() - (own.at(-1)?.atMs ?? 0))).toBeLessThan(10_000);
  });

  it("tells what happened since a moment", async () => {
    const sinceMs = Date.now() - 1;
    const id = await at.start(["once"]);
    await expect.poll(async () => (await at.engine.inspectContainer(id))?.state).toBe("exited");
    for await (const event of at.engine.events(AbortSignal.timeout(10_000), { sinceMs })) {
      if (event.id === id && event.action === "die") return;
    }
    expect.unreachable("the event before the call was not told");
  });

  it("runs a program without a shell, and keeps its streams apart", async () => {
    const id = await at.start(["idle"]);
    const script = 'echo "$GREETING"; echo two >&2; exit 3';
    const result = await at.engine.exec(id, ["sh", "-c", script], { GREETING: "a b $HOME" }, 10_000);
    expect(result).toEqual({ exitCode: 3, stdout: "a b $HOME\n", stderr: "two\n" });
    const missing = await at.engine.exec(id, ["no-such-program"], {}, 10_000);
    expect(missing.exitCode).toBeGreaterThan(125);
    const large = await at.engine.exec(id, ["sh", "-c", "yes | head -c 3000000"], {}, 20_000);
    expect(large.exitCode).toBe(0);
    expect(large.stdout.length).toBe(262_144);
  });

  it("gives up on a program that does not end", async () => {
    const id = await at.start(["idle"]);
    const beganAtMs = performance.now();
    await expect(at.engine.exec(id, ["sleep", "60"], {}, 500)).rejects.toMatchObject({
      code: "deadline-passed",
    });
    expect(performance.now() - beganAtMs).toBeLessThan(5_000);
    await at.engine.stopContainer(id, 0);
    await expect(at.engine.exec(id, ["true"], {}, 5_000)).rejects.toMatchObject({ code: "service-exited" });
  });

  it("measures processor time and memory", async () => {
    const busy = await at.start(["sh", "-c", "while :; do :; done"], {
      HostConfig: { Memory: 32 * 1024 * 1024 },
    });
    const { signal } = new AbortController();
    const first = await at.engine.usage(busy, signal);
    const second = await at.engine.usage(busy, signal);
    for (const sample of [first, second]) {
      expect(sample.cpuPercent).toBeGreaterThan(10);
      expect(sample.cpuPercent).toBeLessThan(150);
    }
    expect(second.memoryBytes).toBeGreaterThan(10_000);
    expect(second.memoryLimitBytes).toBe(32 * 1024 * 1024);
    const idle = await at.start(["idle"]);
    expect(await at.engine.usage(idle, signal)).toMatchObject({ memoryLimitBytes: null });
    await at.engine.stopContainer(idle, 0);
    await expect(at.engine.usage(idle, signal)).rejects.toMatchObject({ code: "service-exited" });
    await at.engine.stopContainer(busy, 0);
  });

  it("measures volumes, and says null for what it does not know", async () => {
    const name = `${at.run}-data`;
    await at.docker.createVolume({ Name: name, Labels: { "slipway.test": at.run } });
    const id = await at.start(["sh", "-c", "head -c 500000 /dev/zero > /data/file"], {
      HostConfig: { Binds: [`${name}:/data`] },
    });
    await expect.poll(async () => (await at.engine.inspectContainer(id))?.state).toBe("exited");
    const sizes = await at.engine.volumeSizes([name, `${name}-missing`]);
    expect(sizes[name]).toBeGreaterThan(499_999);
    expect(sizes[`${name}-missing`]).toBeNull();
    await expect(at.engine.removeVolume(name)).rejects.toMatchObject({ code: "engine-error" });
    await at.engine.removeContainer(id);
    await at.engine.removeVolume(name);
    await sleep(0);
    expect(await at.engine.listVolumes({ labels: [at.label] })).toEqual([]);
  });

  it("names a port that is in use", async () => {
    const publish = (HostPort: string) => ({
      HostConfig: {
        NetworkMode: "bridge",
        PortBindings: { "8080/tcp": [{ HostIp: "127.0.0.1", HostPort }] },
      },
    });
    const first = await at.start(["idle"], publish(""));
    const port = (await at.engine.inspectContainer(first))?.ports[0]?.hostPort ?? 0;
    const second = await at.docker.createContainer({
      Image: await at.tinyImage(),
      Labels: { "slipway.test": at.run },
      ExposedPorts: { "8080/tcp": {} },
      ...publish(String(port)),
    });
    const started = at.engine.startContainer(second.id);
    await expect(started).rejects.toMatchObject({ code: "port-in-use", details: { port } });
  });
});
