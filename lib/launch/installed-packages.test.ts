import { describe, expect, it } from "vitest";
import { lacksCompiler, recordFitsLock } from "./installed-packages.mjs";

const lock = (packages: Record<string, unknown>) => JSON.stringify({ lockfileVersion: 3, packages });
const wanted = lock({
  "": { name: "slipway" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/b": { version: "2.0.0", dev: true },
  "node_modules/b-other-platform": { version: "2.0.0", optional: true },
});

describe("npm's record of what is installed", () => {
  it("fits when every package that is not optional is there in its version", () => {
    const record = lock({ "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } });
    expect(recordFitsLock(wanted, record)).toBe(true);
  });

  it("does not fit when one is missing or of another version", () => {
    expect(recordFitsLock(wanted, lock({ "node_modules/a": { version: "1.0.0" } }))).toBe(false);
    const record = lock({ "node_modules/a": { version: "1.0.1" }, "node_modules/b": { version: "2.0.0" } });
    expect(recordFitsLock(wanted, record)).toBe(false);
  });

  it.each(["", "null", "{}", "[]", "{"])("does not fit when it is %j", (record) => {
    expect(recordFitsLock(wanted, record)).toBe(false);
  });
});

describe("a failed install", () => {
  it.each([
    "npm error gyp ERR! find Python You need to install the latest version of Python.",
    "npm error gyp ERR! stack Error: not found: make",
    "npm error make: g++: No such file or directory\nnpm error gyp ERR! build error",
  ])("wants a compiler when it says %j", (output) => {
    expect(lacksCompiler(output)).toBe(true);
  });

  it("wants something else when the registry does not answer", () => {
    expect(lacksCompiler("npm error code ENOTFOUND\nnpm error network request failed")).toBe(false);
  });
});
