import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/api/contract/log-views";
import { mergeByTime } from "@/lib/use-cases/logs/merge-by-time";

function line(service: string, time: number): LogLine {
  return { at: `2026-01-01T00:00:00.${String(time).padStart(9, "0")}Z`, service, stream: "stdout", text: "" };
}

async function* chunks(lines: readonly LogLine[], size: number): AsyncGenerator<readonly LogLine[]> {
  for (let start = 0; start < lines.length; start += size) yield lines.slice(start, start + size);
}

async function merged(sources: AsyncIterable<readonly LogLine[]>[]): Promise<LogLine[]> {
  const all: LogLine[] = [];
  for await (const lines of mergeByTime(sources)) all.push(...lines);
  return all;
}

describe("lines of several services", () => {
  it("come in the order of their time, none lost, whatever the chunks", async () => {
    for (const size of [1, 2, 7, 1000]) {
      const services = ["a", "b", "c"].map((name, index) =>
        Array.from({ length: 500 }, (_, at) => line(name, at * (index + 1) + index)),
      );
      const all = await merged(services.map((lines) => chunks(lines, size)));
      expect(all.length).toBe(1500);
      expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort());
      for (const [index, name] of ["a", "b", "c"].entries()) {
        expect(all.filter(({ service }) => service === name)).toEqual(services[index]);
      }
    }
  });

  it("are read no further ahead than one chunk of each", async () => {
    let read = 0;
    async function* counting(name: string): AsyncGenerator<readonly LogLine[]> {
      for (let at = 0; ; at += 1) {
        read += 1;
        yield Array.from({ length: 600 }, (_, index) => line(name, at * 600 + index));
      }
    }
    const iterator = mergeByTime([counting("a"), counting("b")]);
    await iterator.next();
    expect(read).toBeLessThanOrEqual(6);
    await iterator.return(undefined);
  });

  it("are none where there is no source", async () => {
    expect(await merged([])).toEqual([]);
  });
});
