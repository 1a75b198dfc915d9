import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { installDependencies } from "./dependencies.mjs";
import { endsNode, NATIVE_FILE } from "./native-file.mjs";
import type { Terminal } from "./terminal.mjs";

/** As the linker writes the names that a file asks for: among bytes that are no text. */
function nativeFile(...names: string[]): Buffer {
  const symbols = names.map((name) => `_ZN4node${name.length}${name}EPN2v87IsolateEPFvPvES3_\0`);
  return Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00]),
    Buffer.alloc(4096, 0xc3),
    Buffer.from(symbols.join("")),
    Buffer.alloc(512),
  ]);
}

const GOOD = nativeFile("AddEnvironmentCleanupHook");
const BAD = nativeFile("AddEnvironmentCleanupHook", "RemoveEnvironmentCleanupHook");

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "slipway-native-"));
  mkdirSync(dirname(join(root, NATIVE_FILE)), { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});
const put = (content: Buffer) => writeFileSync(join(root, NATIVE_FILE), content);

describe("better-sqlite3's native file", () => {
  it.each(["24.0.0", "24.18.1", "24.19.0", "24.21.0", "26.0.0", "26.3.1"])(
    "with the hook ends Node %s, without it does not",
    async (version) => {
      put(BAD);
      expect(await endsNode(join(root, NATIVE_FILE), version)).toBe(true);
      put(GOOD);
      expect(await endsNode(join(root, NATIVE_FILE), version)).toBe(false);
    },
  );

  it.each(["20.20.2", "22.23.1", "26.4.0", "26.10.0"])(
    "with the hook does not end Node %s",
    async (version) => {
      put(BAD);
      expect(await endsNode(join(root, NATIVE_FILE), version)).toBe(false);
    },
  );

  it("that is not there ends nothing", async () => {
    expect(await endsNode(join(root, NATIVE_FILE), "24.19.0")).toBe(false);
  });

  it("that is installed here does not end the Node that runs this", async () => {
    const path = join(import.meta.dirname, "../..", NATIVE_FILE);
    expect(existsSync(path)).toBe(true);
    expect(await endsNode(path, process.versions.node)).toBe(false);
  });
});

describe("installing the packages on Node 24", () => {
  const terminal: Terminal = {
    say: () => undefined,
    warn: () => undefined,
    step: (_title, work) => work(),
  };

  /** An npm whose `ci` leaves this native file. */
  function npmThatMakes(content: Buffer): void {
    const made = join(root, "made.node");
    writeFileSync(made, content);
    const script = `const { appendFileSync, copyFileSync } = require("node:fs");
      appendFileSync(${JSON.stringify(join(root, "calls"))}, process.argv[2] + "\\n");
      copyFileSync(${JSON.stringify(made)}, ${JSON.stringify(join(root, NATIVE_FILE))});`;
    writeFileSync(join(root, "npm.js"), script);
    vi.stubEnv("npm_execpath", join(root, "npm.js"));
  }
  const install = () => installDependencies(root, terminal, "24.19.0");
  const installed = () => readFileSync(join(root, "calls"), "utf8");

  beforeEach(() => {
    writeFileSync(join(root, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages: {} }));
  });

  it("takes a sound file, and then finds it there", async () => {
    npmThatMakes(GOOD);
    expect(await install()).toBe(true);
    expect(await install()).toBe(false);
    expect(installed()).toBe("ci\n");
  });

  it("refuses one that ends Node, says which Node to use, and does not take it the next time", async () => {
    npmThatMakes(BAD);
    const refusal = {
      message: expect.stringContaining("24.19.0"),
      fix: expect.stringContaining("Node 24.18"),
    };
    await expect(install()).rejects.toMatchObject(refusal);
    await expect(install()).rejects.toMatchObject(refusal);
    expect(installed()).toBe("ci\nci\n");
  });

  it("replaces one that ends Node by a sound one, though everything else is installed", async () => {
    npmThatMakes(GOOD);
    await install();
    put(BAD);
    expect(await install()).toBe(true);
    expect(await endsNode(join(root, NATIVE_FILE), "24.19.0")).toBe(false);
  });
});
