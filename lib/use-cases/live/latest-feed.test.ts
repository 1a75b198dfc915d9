import { describe, expect, it } from "vitest";
import { LatestFeed } from "@/lib/use-cases/live/latest-feed";

const forever = new AbortController().signal;

describe("what a subscriber has not been told", () => {
  it("is told at once, each key once however often it changed", async () => {
    const feed = new LatestFeed();
    for (let change = 0; change < 10_000; change += 1) feed.mark(`stack:${change % 3}`);
    expect((await feed.next(forever)).sort()).toEqual(["stack:0", "stack:1", "stack:2"]);
  });

  it("is told within milliseconds of the change", async () => {
    const feed = new LatestFeed();
    const waiting = feed.next(forever);
    const startedAtMs = performance.now();
    feed.mark("stack:a");
    expect(await waiting).toEqual(["stack:a"]);
    expect(performance.now() - startedAtMs).toBeLessThan(20);
  });

  it("is held back when one key changes without an end, and the others are not", async () => {
    const feed = new LatestFeed();
    const flapping = setInterval(() => feed.mark("stack:flaps"), 2);
    const told: string[] = [];
    const ending = new AbortController();
    const reading = (async () => {
      for (;;) {
        const keys = await feed.next(ending.signal);
        if (keys.length === 0) return;
        told.push(...keys);
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 600));
    feed.mark("stack:quiet");
    await expect.poll(() => told).toContain("stack:quiet");
    clearInterval(flapping);
    ending.abort();
    await reading;
    // Five at once, then two a second.
    expect(told.filter((key) => key === "stack:flaps").length).toBeLessThanOrEqual(8);
  });

  it("ends with the signal", async () => {
    const ending = new AbortController();
    const waiting = new LatestFeed().next(ending.signal);
    ending.abort();
    expect(await waiting).toEqual([]);
  });
});
