import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress, formatElapsed } from "./progress.mjs";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a long step gives a sign of life at least every 20 s, with the last line that it wrote", async () => {
  const lines: string[] = [];
  const progress = createProgress((line) => lines.push(line));
  const step = progress.step("redis", async (onLine) => {
    onLine("fetching \u001b[31mlists");
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return "built";
  });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("fetching  [31mlists");
  await vi.advanceTimersByTimeAsync(40_000);
  expect(await step).toBe("built");
  expect(lines.at(-1)).toContain("redis: done in 1m00s");
  const count = lines.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toHaveLength(count);
});

test("a failed step stops its heartbeat and passes the error on", async () => {
  const lines: string[] = [];
  const progress = createProgress((line) => lines.push(line));
  await expect(progress.step("redis", () => Promise.reject(new Error("no route")))).rejects.toThrow(
    "no route",
  );
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toHaveLength(1);
});

test("elapsed time reads well", () => {
  expect(formatElapsed(7_340)).toBe("7.3s");
  expect(formatElapsed(59_940)).toBe("59.9s");
  expect(formatElapsed(65_000)).toBe("1m05s");
  expect(formatElapsed(119_700)).toBe("2m00s");
});
