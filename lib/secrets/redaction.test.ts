import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { fingerprint } from "@/lib/secrets/fingerprint";
import { redactor } from "@/lib/secrets/redaction";
import { REDACTED, Sensitive } from "@/lib/secrets/sensitive";
import { encodeEnvValue } from "@/lib/stacks/env-file";

const SECRET = 'p"ä$s\\w/o+r d?1';

describe("redactor", () => {
  const redact = redactor([SECRET]);

  it.each([
    ["plain", SECRET],
    ["JSON", JSON.stringify({ password: SECRET })],
    ["URL", `postgres://u:${encodeURIComponent(SECRET)}@db`],
    [
      "form",
      new URLSearchParams({ q: "a b" }).toString() + encodeURIComponent(SECRET).replaceAll("%20", "+"),
    ],
    [".env", encodeEnvValue(SECRET)],
    ["YAML", SECRET.replaceAll("$", () => "$$")],
    ["base64", Buffer.from(SECRET).toString("base64")],
    ["base64url", Buffer.from(SECRET).toString("base64url")],
    ["basic", Buffer.from(`admin:${SECRET}`).toString("base64")],
    ["basic, shifted", Buffer.from(`ad:${SECRET}:more`).toString("base64")],
    ["basic, shifted by two", Buffer.from(`root:${SECRET}!`).toString("base64")],
  ])("takes the value out of %s", (_form, text) => {
    const out = redact(`before ${text} after`);
    expect(out).toContain(REDACTED);
    expect(out.startsWith("before ") && out.endsWith(" after")).toBe(true);
    expect(Buffer.from(out.split(REDACTED).join(""), "utf8").toString()).not.toContain(SECRET.slice(2));
  });

  it("takes every occurrence, and the longer of two values as a whole", () => {
    const both = redactor(["secret-1", "secret-1-and-more"]);
    expect(both("secret-1-and-more secret-1 secret-1")).toBe(`${REDACTED} ${REDACTED} ${REDACTED}`);
  });

  it("takes a value of several lines out line by line, but not the frame of a key", () => {
    const key = "-----BEGIN KEY-----\nabcdefghijklmnop\nqrstuvwxyz012345\n-----END KEY-----";
    const byLine = redactor([key]);
    expect(byLine("x abcdefghijklmnop y")).toBe(`x ${REDACTED} y`);
    expect(byLine("-----BEGIN KEY-----")).toBe("-----BEGIN KEY-----");
  });

  it("leaves text alone that holds none, and ignores values that are too short", () => {
    expect(redact("nothing here")).toBe("nothing here");
    expect(redactor(["a", "12345", ""])("a 12345")).toBe("a 12345");
  });

  it("takes half a character without failing", () => {
    expect(redactor(["abc\ud800defg"])("x")).toBe("x");
  });
});

describe("Sensitive", () => {
  it("shows itself only when asked by name", () => {
    const value = new Sensitive(SECRET);
    expect(
      [
        `${value}`,
        JSON.stringify({ value }),
        inspect({ value }),
        inspect(value, { showHidden: true }),
      ].join(),
    ).not.toContain("w/o");
    expect(Object.keys(value)).toEqual([]);
    expect(value.reveal()).toBe(SECRET);
  });
});

describe("fingerprint", () => {
  it("is eight hex digits, the same for the same key and value only", () => {
    expect(fingerprint("key", "value")).toMatch(/^[0-9a-f]{4} [0-9a-f]{4}$/);
    expect(fingerprint("key", "value")).toBe(fingerprint(Buffer.from("key"), "value"));
    expect(fingerprint("key", "value")).not.toBe(fingerprint("other", "value"));
    expect(fingerprint("key", "value")).not.toBe(fingerprint("key", "value2"));
    // The border between key and value counts.
    expect(fingerprint("ab", "c")).not.toBe(fingerprint("a", "bc"));
  });
});

it("takes API tokens of a panel out of any text, known or not", () => {
  const token = `slipway_${"aB3_-".repeat(8)}xyz`;
  for (const redact of [redactor([]), redactor(["another secret"])]) {
    expect(redact(`Authorization: Bearer ${token}\n`)).toBe(`Authorization: Bearer ${REDACTED}\n`);
    expect(redact("slipway_data and slipway_caddy")).toBe("slipway_data and slipway_caddy");
  }
});
