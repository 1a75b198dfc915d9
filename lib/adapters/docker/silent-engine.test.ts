import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectTo } from "@/lib/adapters/docker/connection";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import { type SilentEngine, silentEngine } from "@/lib/adapters/docker/test-support/silent-engine";

let silent: SilentEngine;
beforeEach(async () => {
  silent = await silentEngine();
});
afterEach(() => silent.close());

// Each waits for seconds, and all at the same time.
describe("an engine that accepts connections and never answers", { timeout: 20_000 }, () => {
  it.concurrent("ends every call in engine-timeout, and lets go of the connection", async ({
    expect,
    onTestFinished,
  }) => {
    const silent = await silentEngine();
    onTestFinished(() => silent.close());
    const engine = createDockerEngine(silent);
    const beganAtMs = performance.now();
    const calls = {
      ping: engine.ping(),
      info: engine.info(),
      list: engine.listContainers(),
      inspect: engine.inspectContainer("x"),
      networks: engine.listNetworks(),
      volumes: engine.listVolumes(),
      image: engine.inspectImage("a/b:1"),
      exec: engine.exec("x", ["true"], {}, 1_000),
      usage: engine.usage("x", new AbortController().signal),
      events: engine.events(new AbortController().signal)[Symbol.asyncIterator]().next(),
      logs: engine
        .logs("x", { tail: 1, follow: true, signal: new AbortController().signal })
        [Symbol.asyncIterator]()
        .next(),
    };
    const outcomes = await Promise.allSettled(Object.values(calls));
    expect(performance.now() - beganAtMs).toBeLessThan(12_000);
    for (const [index, name] of Object.keys(calls).entries()) {
      const outcome = outcomes[index];
      const code = outcome?.status === "rejected" ? outcome.reason.code : "answered";
      expect(`${name}: ${code}`).toBe(`${name}: engine-timeout`);
    }
    await expect.poll(silent.connections).toBe(0);
  });

  it.concurrent("gives up a pull that gets no answer, by asking the engine whether it is there", async ({
    expect,
    onTestFinished,
  }) => {
    const silent = await silentEngine();
    onTestFinished(() => silent.close());
    const engine = createDockerEngine(silent);
    const pull = engine.pullImage("a/b:1", {
      login: null,
      signal: new AbortController().signal,
      onProgress: () => {},
      onOutput: () => {},
    });
    await expect(pull).rejects.toMatchObject({ code: "engine-timeout" });
  });

  it.concurrent("gives up a stored log that breaks off without an end", async ({
    expect,
    onTestFinished,
  }) => {
    const inspected = `{"Config":{"Tty":true}}`;
    const answers = [
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${inspected.length}\r\n\r\n${inspected}`,
      "HTTP/1.0 200 OK\r\n\r\n2026-03-01T10:00:00.000000001Z one\n",
    ];
    const hanging = await silentEngine((socket) => {
      const answer = answers.shift();
      if (answer !== undefined) socket.write(answer);
    });
    onTestFinished(() => hanging.close());
    const signal = new AbortController().signal;
    const log = createDockerEngine(hanging).logs("x", { tail: 9, follow: false, signal });
    const read: string[] = [];
    const reading = (async () => {
      for await (const { lines } of log) read.push(...lines.map(({ text }) => text));
    })();
    await expect(reading).rejects.toMatchObject({ code: "engine-timeout" });
    expect(read).toEqual(["one"]);
    await expect.poll(hanging.connections).toBe(0);
  });
});

describe("an engine that hangs", () => {
  it("says so in words", async () => {
    const { call, json } = connectTo(silent.socketPath);
    const asked = call({ doing: "asking", timeoutMs: 50 }, (signal) => json("/info", signal));
    await expect(asked).rejects.toThrow(
      /accepts connections and does not answer \(waited 0\.1 s while asking\)/,
    );
  });

  it("cancels a call at once", async () => {
    const stop = new AbortController();
    const engine = createDockerEngine(silent);
    const pull = engine.pullImage("a/b:1", {
      login: null,
      signal: stop.signal,
      onProgress: () => {},
      onOutput: () => {},
    });
    const usage = engine.usage("x", stop.signal);
    setTimeout(() => stop.abort(), 50);
    const beganAtMs = performance.now();
    await expect(pull).rejects.toMatchObject({ code: "job-cancelled" });
    await expect(usage).rejects.toMatchObject({ code: "job-cancelled" });
    expect(performance.now() - beganAtMs).toBeLessThan(1_000);
    await expect.poll(silent.connections).toBe(0);
  });
});

describe("an engine that is not there", () => {
  it("names the cause and the fix", async () => {
    const { socketPath } = silent;
    await silent.close();
    const engine = createDockerEngine({ socketPath });
    await expect(engine.ping()).rejects.toMatchObject({ code: "engine-unreachable" });
    await expect(engine.listContainers()).rejects.toThrow(/does not exist/);
    silent = await silentEngine((socket) => socket.destroy());
    await expect(createDockerEngine(silent).ping()).rejects.toMatchObject({ code: "engine-unreachable" });
  });

  it.each([
    ["and the answer is over", "0\r\n\r\n"],
    ["and the answer goes on", ""],
  ])("survives an error in the midst of a pull, %s", async (_title, end) => {
    const line = `${JSON.stringify({ error: "unexpected EOF" })}\r\n`;
    const head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    const chunk = `${line.length.toString(16)}\r\n${line}\r\n`;
    const failing = await silentEngine((socket) => void socket.write(`${head}${chunk}${end}`));
    const pull = createDockerEngine(failing).pullImage("a/b:1", {
      login: null,
      signal: new AbortController().signal,
      onProgress: () => {},
      onOutput: () => {},
    });
    await expect(pull).rejects.toMatchObject({ code: "image-pull-failed" });
    await expect.poll(failing.connections).toBe(0);
    await failing.close();
  });

  it("does not wait for an answer that broke off", async () => {
    const half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n[{";
    const broken = await silentEngine((socket) => socket.end(half));
    const failure = createDockerEngine(broken).ping();
    await expect(failure).rejects.toMatchObject({ code: "engine-unreachable" });
    await broken.close();
  });
});
