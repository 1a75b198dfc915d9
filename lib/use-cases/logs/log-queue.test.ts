import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import type { LogLine } from "@/lib/api/contract/log-views";
import { LogQueue } from "@/lib/use-cases/logs/log-queue";

const lines = (count: number): LogLine[] =>
  Array.from({ length: count }, (_, index) => ({
    at: `2026-01-01T00:00:00.${String(index).padStart(9, "0")}Z`,
    service: "web",
    stream: "stdout" as const,
    text: `line ${index}`,
  }));

it("makes a source wait for its reader, and leaves nothing behind however long that goes on", async () => {
  const queue = new LogQueue();
  const { signal } = new AbortController();
  for (let round = 0; round < 50; round += 1) {
    await queue.lines(lines(4000), signal);
    let written = false;
    const writing = queue.lines(lines(1), signal).then(() => {
      written = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(false);
    expect(await queue.take(signal)).toHaveLength(1);
    await writing;
    await queue.take(signal);
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("makes a source of few long lines wait as well", async () => {
  const queue = new LogQueue();
  const { signal } = new AbortController();
  const long = lines(1).map((line) => ({ ...line, text: "x".repeat(262_144) }));
  let written = 0;
  const writing = (async () => {
    for (; written < 200; written += 1) await queue.lines(long, signal);
  })();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(written).toBe(32);
  while (written < 200) await queue.take(signal);
  await writing;
});

it("lets go of who waits when the reader leaves", async () => {
  const queue = new LogQueue();
  const reader = new AbortController();
  await queue.lines(lines(4000), reader.signal);
  const writing = queue.lines(lines(1), reader.signal);
  reader.abort();
  await writing;
});
