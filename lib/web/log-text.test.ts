import { expect, test } from "vitest";
import { logText } from "@/lib/web/log-text";

async function* cut(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

test("batches become lines, however they are cut; heartbeats leave nothing", async () => {
  const line = (text: string) => ({
    at: "2026-01-01T00:00:00.000000001Z",
    service: "db",
    stream: "stderr",
    text,
  });
  const stream = [
    { type: "lines", lines: [line("one"), line('two "2"')] },
    { type: "heartbeat", at: "2026-01-01T00:00:01Z" },
    { type: "marker", at: "2026-01-01T00:00:02Z", service: "db", text: "exited with 1" },
    { type: "ended", reason: "done" },
  ]
    .map((batch) => JSON.stringify(batch))
    .join("\n");
  let out = "";
  for await (const part of logText(cut(stream, 7))) out += part;
  expect(out).toBe(
    '2026-01-01T00:00:00.000000001Z db stderr one\n2026-01-01T00:00:00.000000001Z db stderr two "2"\n2026-01-01T00:00:02Z db -- exited with 1\n',
  );
});
