import { describe, expect, it } from "vitest";
import { jsonLog } from "@/lib/adapters/host/json-log";
import { redactor } from "@/lib/secrets/redaction";

describe("jsonLog", () => {
  it("writes one redacted JSON object a line, of the wanted weight", () => {
    const lines: string[] = [];
    const log = jsonLog({
      write: (line) => lines.push(line),
      least: "info",
      redact: redactor(['pass"word\nof two lines']),
      now: () => new Date("2026-03-01T10:00:00Z"),
    });
    log("debug", "quiet");
    log("warn", "pull refused", { error: 'login ann:pass"word\nof two lines failed' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith("\n")).toBe(true);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      at: "2026-03-01T10:00:00.000Z",
      level: "warn",
      event: "pull refused",
      error: "login ann:[redacted] failed",
    });
  });
});
