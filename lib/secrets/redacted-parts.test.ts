import { expect, it } from "vitest";
import { redactedParts } from "@/lib/secrets/redacted-parts";
import { redactor } from "@/lib/secrets/redaction";

const SECRET = "correct-horse-battery";

async function throughParts(parts: readonly string[], lengths: number[] = []): Promise<string> {
  async function* source() {
    yield* parts;
  }
  let text = "";
  for await (const part of redactedParts(source(), redactor([SECRET]))) {
    lengths.push(part.length);
    text += part;
  }
  return text;
}

it("takes a secret out wherever the parts are cut", async () => {
  const text = `first\nit is ${SECRET}, and on\nlast`;
  for (let cut = 0; cut <= text.length; cut += 1) {
    expect(await throughParts([text.slice(0, cut), text.slice(cut)])).toBe(
      "first\nit is [redacted], and on\nlast",
    );
  }
});

it("hands on whole lines at once", async () => {
  const lengths: number[] = [];
  expect(await throughParts(["one\n", "two\nthr", "ee\n"], lengths)).toBe("one\ntwo\nthree\n");
  expect(lengths).toEqual([4, 4, 6]);
});

it("takes a secret out of a line without end, and does not gather the line", async () => {
  const filler = "x".repeat(100_000);
  const half = SECRET.length / 2;
  const lengths: number[] = [];
  const parts = [filler, filler, filler + SECRET.slice(0, half), SECRET.slice(half) + filler, filler, filler];
  expect(await throughParts(parts, lengths)).toBe(`${filler.repeat(3)}[redacted]${filler.repeat(3)}`);
  expect(Math.max(...lengths)).toBeLessThan(300_000);
});
