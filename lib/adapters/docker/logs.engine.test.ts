import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import type { LogChunk } from "@/lib/ports/engine";

let at: Awaited<ReturnType<typeof realEngine>>;
beforeAll(async () => {
  at = await realEngine("logs");
  await at.tinyImage();
}, 120_000);
afterAll(() => at.cleanUp());

type Line = LogChunk["lines"][number];

async function readAll(id: string, tail = Infinity): Promise<Line[]> {
  const lines: Line[] = [];
  const { signal } = new AbortController();
  for await (const chunk of at.engine.logs(id, { tail, follow: false, signal })) lines.push(...chunk.lines);
  return lines;
}

async function textOf(id: string): Promise<string> {
  let text = "";
  for await (const part of at.engine.logText(id, new AbortController().signal)) text += part;
  return text;
}

async function ended(id: string): Promise<void> {
  await expect
    .poll(async () => (await at.engine.inspectContainer(id))?.state, { timeout: 30_000 })
    .toBe("exited");
}

describe("logs of the real engine", { timeout: 60_000 }, () => {
  it("hold 100,000 lines of both streams, none lost, each stream in order", async () => {
    const script =
      'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); if [ $((i%2)) = 0 ]; then echo "line $i"; else echo "line $i" >&2; fi; done';
    const id = await at.start(["sh", "-c", script]);
    await ended(id);
    const lines = await readAll(id);
    expect(lines.length).toBe(100_000);
    const numbers = (stream: Line["stream"]) =>
      lines.filter((line) => line.stream === stream).map(({ text }) => Number(text.slice(5)));
    expect(numbers("stdout")).toEqual(Array.from({ length: 50_000 }, (_, index) => 2 * index + 2));
    expect(numbers("stderr")).toEqual(Array.from({ length: 50_000 }, (_, index) => 2 * index + 1));
    // The engine reads the two streams side by side: stamps rise within each of them only.
    for (const stream of ["stdout", "stderr"]) {
      const stamps = lines.filter((line) => line.stream === stream).map((line) => line.at);
      expect(stamps).toEqual([...stamps].sort());
    }
    const texts = (await textOf(id)).split("\n");
    expect(texts.pop()).toBe("");
    expect(texts.sort()).toEqual(lines.map(({ text }) => text).sort());
    expect((await readAll(id, 1_000)).map(({ text }) => text)).toEqual(
      lines.slice(-1_000).map(({ text }) => text),
    );
  });

  it("can be read on from a line's time stamp", async () => {
    const id = await at.start(["sh", "-c", "for i in 1 2 3 4; do echo $i; sleep 0.01; done"]);
    await ended(id);
    const [, second] = await readAll(id);
    const texts: string[] = [];
    const request = {
      tail: Infinity,
      follow: false,
      signal: new AbortController().signal,
      since: second?.at ?? "",
    };
    for await (const { lines } of at.engine.logs(id, request)) texts.push(...lines.map(({ text }) => text));
    expect(texts).toEqual(["2", "3", "4"]);
  });

  it("join long lines and keep every byte of them", async () => {
    const id = await at.start(["sh", "-c", "head -c 100000 /dev/zero | tr '\\0' x; echo; echo after"]);
    await ended(id);
    expect((await readAll(id)).map(({ text }) => text.length)).toEqual([100_000, 5]);
    expect(await textOf(id)).toBe(`${"x".repeat(100_000)}\nafter\n`);
  });

  it("of a terminal come on stdout, without carriage returns", async () => {
    const id = await at.start(["sh", "-c", "echo out; echo err >&2"], { Tty: true });
    await ended(id);
    expect((await readAll(id)).map(({ stream, text }) => `${stream} ${text}`)).toEqual([
      "stdout out",
      "stdout err",
    ]);
    expect(await textOf(id)).toBe("out\nerr\n");
  });

  it("are followed live, also of a container that says nothing yet, until nobody wants them", async () => {
    const id = await at.start(["sh", "-c", "sleep 1; echo first; sleep 1000"]);
    const stop = new AbortController();
    const beganAtMs = performance.now();
    const seen: string[] = [];
    for await (const { lines } of at.engine.logs(id, { tail: 10, follow: true, signal: stop.signal })) {
      seen.push(...lines.map(({ text }) => text));
      stop.abort();
    }
    expect(seen).toEqual(["first"]);
    expect(performance.now() - beganAtMs).toBeLessThan(10_000);
    await at.engine.stopContainer(id, 0);
  });

  it("end when a followed container does", async () => {
    const id = await at.start(["sh", "-c", "echo one; sleep 0.5; echo two"]);
    const seen: string[] = [];
    const { signal } = new AbortController();
    for await (const { lines } of at.engine.logs(id, { tail: 10, follow: true, signal })) {
      seen.push(...lines.map(({ text }) => text));
    }
    expect(seen).toEqual(["one", "two"]);
  });

  it("wait for a slow reader instead of filling memory", async () => {
    const id = await at.start(["sh", "-c", "yes 0123456789012345678901234567890123456789 | head -n 400000"]);
    await ended(id);
    const before = process.memoryUsage().rss;
    const { signal } = new AbortController();
    let count = 0;
    let paused = false;
    for await (const { lines } of at.engine.logs(id, { tail: Infinity, follow: false, signal })) {
      count += lines.length;
      if (paused) continue;
      paused = true;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      // 36 MB wait at the engine; a queue without bound would hold them here by now.
      expect(process.memoryUsage().rss - before).toBeLessThan(24 * 1024 * 1024);
    }
    expect(count).toBe(400_000);
  });

  it("of no container are an error", async () => {
    await expect(readAll("0".repeat(64))).rejects.toMatchObject({ code: "not-found" });
  });
});
