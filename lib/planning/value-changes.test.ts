import { describe, expect, it } from "vitest";
import { envChanges, settingsChanges } from "@/lib/planning/value-changes";
import type { SettingFields } from "@/lib/stacks/settings";

const fields = {
  title: { type: "text", label: "Title", topic: "a", default: "" },
  cache: { type: "boolean", label: "Cache", topic: "a", default: true },
  port: { type: "port", label: "Port", topic: "a", default: 8055 },
  more: { type: "variables", label: "More", topic: "a", default: [], service: "app" },
} as const satisfies SettingFields;

const sign = (value: string) => `<${value.length}>`;

const text = (changes: ReturnType<typeof settingsChanges>) =>
  changes.map(
    ({ name, before, after, secret }) => `${name}: ${before} -> ${after}${secret ? " (secret)" : ""}`,
  );

describe("changes of settings", () => {
  const before = {
    title: "One",
    cache: true,
    port: 8055,
    more: [
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ],
  };

  it("tell field by field, by label, and free variables one by one", () => {
    const after = {
      title: "Two",
      cache: true,
      port: 8056,
      more: [
        { name: "B", value: "3" },
        { name: "C", value: "" },
      ],
    };
    expect(text(settingsChanges(before, after, fields, sign))).toEqual([
      "Title: One -> Two",
      "Port: 8055 -> 8056",
      "A: 1 -> null",
      "B: 2 -> 3",
      "C: null -> ",
    ]);
  });

  it("show free variables that look like secrets by their fingerprint only", () => {
    const after = {
      ...before,
      more: [...before.more, { name: "AUTH_CLIENT_SECRET", value: "in the clear" }],
    };
    const changed = { ...before, more: [...before.more, { name: "AUTH_CLIENT_SECRET", value: "other" }] };
    const changes = [
      ...settingsChanges(before, after, fields, sign),
      ...settingsChanges(after, changed, fields, sign),
      ...settingsChanges(null, changed, { more: fields.more }, sign),
    ];
    expect(text(changes)).toEqual([
      "AUTH_CLIENT_SECRET: null -> secret <12> (secret)",
      "AUTH_CLIENT_SECRET: secret <12> -> secret <5> (secret)",
      "A: null -> 1",
      "B: null -> 2",
      "AUTH_CLIENT_SECRET: null -> secret <5> (secret)",
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/clear|other/);
  });

  it("are none between equals", () => {
    expect(settingsChanges(before, structuredClone(before), fields, sign)).toEqual([]);
  });

  it("of a first revision are what differs from the defaults", () => {
    expect(text(settingsChanges(null, before, fields, sign))).toEqual([
      "Title: null -> One",
      "A: null -> 1",
      "B: null -> 2",
    ]);
  });
});

describe("changes of .env", () => {
  it("show secrets by their fingerprint only", () => {
    const before = { HOST: "a", KEY: "old", SAME: "s", GONE: "x" };
    const after = { HOST: "b", KEY: "new", SAME: "s", FRESH: "y" };
    const changes = envChanges(before, after, ["KEY", "SAME", "GONE"], sign);
    expect(text(changes)).toEqual([
      "FRESH: null -> y",
      "GONE: secret <1> -> null (secret)",
      "HOST: a -> b",
      "KEY: secret <3> -> secret <3> (secret)",
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/old|new/);
  });
});
