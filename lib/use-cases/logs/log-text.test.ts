import { expect, test } from "vitest";
import type { LogBatch } from "@/lib/api/contract/views";
import { logText } from "@/lib/use-cases/logs/log-text";

test("batches become lines; what is no line of a log leaves none", async () => {
  const at = "2026-01-01T00:00:00.000000001Z";
  async function* batches(): AsyncGenerator<LogBatch> {
    yield {
      type: "lines",
      lines: [
        { at, service: "db", stream: "stderr", text: "one" },
        { at, service: "db", stream: "stdout", text: 'two "2"' },
      ],
    };
    yield { type: "marker", at: "2026-01-01T00:00:02Z", service: "db", text: "exited with 1" };
    yield { type: "ended", reason: "done" };
  }
  let text = "";
  for await (const part of logText(batches())) text += part;
  expect(text).toBe(
    `${at} db stderr one\n${at} db stdout two "2"\n2026-01-01T00:00:02Z db -- exited with 1\n`,
  );
});
