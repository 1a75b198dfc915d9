import { describe, expect, it } from "vitest";
import { fieldVariables, isActive } from "@/lib/stacks/active-fields";
import { readAssignments } from "@/lib/stacks/setting-assignments";
import type { SettingFields } from "@/lib/stacks/settings";
import { readSettings } from "@/lib/stacks/settings-schema";

const fields = {
  mode: {
    type: "choice",
    label: "Mode",
    topic: "t",
    default: "off",
    options: [
      { value: "off", label: "Off" },
      { value: "on", label: "On" },
    ],
  },
  host: {
    type: "text",
    format: "hostname",
    label: "Host",
    topic: "t",
    default: "",
    variable: "HOST",
    when: { field: "mode", is: "on" },
  },
  secure: {
    type: "boolean",
    label: "Secure",
    topic: "t",
    default: false,
    variable: "SECURE",
    when: { field: "mode", is: "on" },
  },
  cipher: { type: "text", label: "Cipher", topic: "t", default: "", when: { field: "secure", is: true } },
  size: {
    type: "number",
    label: "Size",
    topic: "t",
    default: 5,
    min: 1,
    max: 9,
    unit: "MiB",
    variable: "SIZE",
  },
  port: { type: "port", label: "Port", topic: "t", default: 8055, variable: "PORT" },
  note: {
    type: "text",
    label: "Note",
    topic: "t",
    default: "",
    optional: true,
    maxLength: 5,
    variable: "NOTE",
  },
  more: { type: "variables", label: "More", topic: "t", default: [], service: "web" },
} as const satisfies SettingFields;

const kind = { settings: fields };

function issuesOf(input: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(readSettings(kind, input).issues.map(({ field, message }) => [field, message]));
}

describe("readSettings", () => {
  it("fills in defaults", () => {
    expect(readSettings(kind, { size: 7 }).settings).toMatchObject({
      mode: "off",
      size: 7,
      port: 8055,
      more: [],
    });
  });

  it("lists everything that is wrong at once, each message naming its field", () => {
    const issues = issuesOf({
      mode: "maybe",
      size: 10,
      port: 0,
      note: "too long",
      secure: "yes",
      wrong: 1,
      more: "x",
    });
    expect(Object.keys(issues).sort()).toEqual(["mode", "more", "note", "port", "secure", "size", "wrong"]);
    expect(issues.mode).toBe("Mode must be one of: off, on");
    expect(issues.size).toBe("Size must be a whole number from 1 to 9 (MiB)");
    expect(issues.port).toBe("Port must be a whole number from 1 to 65535");
    expect(issues.note).toBe("Note may have 5 characters at most");
    expect(issues.secure).toBe("Secure must be true or false");
    expect(issues.wrong).toBe("There is no setting “wrong”");
  });

  it("refuses a port that no browser opens", () => {
    expect(issuesOf({ port: 6667 })).toEqual({ port: "Browsers refuse to open port 6667: take another one" });
  });

  it("names the most that a text may have also where its field does not", () => {
    expect(issuesOf({ cipher: "x".repeat(100_001) })).toEqual({
      cipher: "Cipher may have 100000 characters at most",
    });
  });

  it("gives the default where a field is wrong", () => {
    expect(readSettings(kind, { size: 10, note: "ok" }).settings).toMatchObject({ size: 5, note: "ok" });
  });

  it("asks for what a feature needs only while the feature is on", () => {
    expect(issuesOf({})).toEqual({});
    expect(issuesOf({ mode: "on" })).toEqual({ host: "Host is needed" });
    expect(issuesOf({ mode: "on", host: "http://x" })).toHaveProperty("host");
    expect(issuesOf({ mode: "off", host: "http://x" })).toEqual({});
  });

  it("keeps the type of a field that does not matter", () => {
    expect(issuesOf({ host: 5 })).toEqual({ host: "Host must be a text" });
    expect(issuesOf({ host: "a\0b" })).toHaveProperty("host");
  });

  it.each([1.5, "5", null, Number.NaN])("takes no %j for a number", (size) => {
    expect(issuesOf({ size })).toHaveProperty("size");
  });

  it("refuses line feeds where one line is meant", () => {
    expect(issuesOf({ note: "a\nb" })).toEqual({ note: "Note must be on one line" });
  });

  it("checks names and values of free variables", () => {
    const more = [
      { name: "GOOD_1", value: "any\nthing" },
      { name: "1BAD", value: "" },
      { name: "GOOD_1", value: "" },
      { name: "NUL", value: "\0" },
      { name: "BIG", value: "x".repeat(131_072) },
      { name: "", value: "" },
    ];
    expect(Object.keys(issuesOf({ more })).sort()).toEqual(
      ["more.1.name", "more.2.name", "more.3.value", "more.4.value", "more.5.name"].sort(),
    );
  });
});

describe("isActive", () => {
  it("follows conditions through fields that do not matter themselves", () => {
    expect(isActive(fields, { mode: "on", secure: true }, "cipher")).toBe(true);
    expect(isActive(fields, { mode: "off", secure: true }, "cipher")).toBe(false);
  });
});

describe("fieldVariables", () => {
  it("leaves out what does not matter, what is empty, and ports", () => {
    expect(fieldVariables(fields, { mode: "off", host: "a", size: 5, port: 80, note: "" })).toEqual({
      SIZE: "5",
    });
    expect(fieldVariables(fields, { mode: "on", host: "a", secure: false })).toEqual({
      HOST: "a",
      SECURE: "false",
    });
  });
});

describe("readAssignments", () => {
  it("reads each value as its field's type, and keeps what cannot be read", () => {
    const { input, issues } = readAssignments(fields, [
      "mode=on",
      "secure=Yes",
      "size=7",
      "port=x",
      "note=a=b",
      "more.A=1=2",
      "more.B=",
      "other=1",
    ]);
    expect(issues).toEqual([]);
    expect(input).toEqual({
      mode: "on",
      secure: true,
      size: 7,
      port: "x",
      note: "a=b",
      more: [
        { name: "A", value: "1=2" },
        { name: "B", value: "" },
      ],
      other: "1",
    });
  });

  it("names words without an equals sign", () => {
    expect(readAssignments(fields, ["size", "=5"]).issues.map(({ field }) => field)).toEqual(["size", "=5"]);
  });
});
