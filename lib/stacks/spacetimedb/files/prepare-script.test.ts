import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CONFIG_MARK } from "@/lib/stacks/spacetimedb/config/config-toml";
import { CONFIG_SOURCE_PATH, prepareScript } from "@/lib/stacks/spacetimedb/files/prepare-script";
import { exampleSecrets } from "@/lib/stacks/spacetimedb/test-support/example-input";

let folder: string;
const path = (...names: string[]) => join(folder, ...names);
const read = (...names: string[]) => readFileSync(path(...names), "utf8");
const environment = {
  JWT_PRIVATE_KEY: (exampleSecrets.jwtPrivateKey ?? "").trimEnd(),
  JWT_PUBLIC_KEY: (exampleSecrets.jwtPublicKey ?? "").trimEnd(),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prepare-"));
  mkdirSync(path("bin"));
  // Only root gives files away: what it is called with is written down.
  writeFileSync(path("bin", "chown"), `#!/bin/sh\necho "$@" >>${path("given")}\n`);
  chmodSync(path("bin", "chown"), 0o755);
  write();
});

function write(stack?: string): void {
  const layout = {
    dataDir: path("data"),
    keyDir: path("keys"),
    privateKey: path("keys", "id_ecdsa"),
    publicKey: path("keys", "id_ecdsa.pub"),
  };
  const script = prepareScript(layout, stack);
  writeFileSync(path("prepare.sh"), script.replaceAll(CONFIG_SOURCE_PATH, path("wanted.toml")));
}

afterEach(() => rmSync(folder, { recursive: true }));

function run(others: Readonly<Record<string, string>> = {}) {
  const PATH = `${path("bin")}:${process.env.PATH}`;
  const env = { ...environment, ...others, PATH, NODE_ENV: "test" } as const;
  return spawnSync("/bin/sh", [path("prepare.sh")], { encoding: "utf8", env });
}

function prepare(): string {
  const { status, stdout, stderr } = run();
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

it("makes both folders and writes the pair, which only the server reads", () => {
  expect(prepare()).toContain("in place");
  expect(read("keys", "id_ecdsa")).toBe(exampleSecrets.jwtPrivateKey);
  expect(read("keys", "id_ecdsa.pub")).toBe(exampleSecrets.jwtPublicKey);
  expect(statSync(path("keys", "id_ecdsa")).mode & 0o777).toBe(0o600);
  expect(statSync(path("keys", "id_ecdsa.pub")).mode & 0o777).toBe(0o644);
  expect(existsSync(path("data", "config.toml"))).toBe(false);
  const given = read("given").split("\n");
  expect(given).toContain(`1000:1000 ${path("keys", "id_ecdsa.new")}`);
  expect(given.filter((line) => line.startsWith("-R"))).toEqual(
    process.getuid?.() === 1000 ? [] : [`-R 1000:1000 ${path("data")}`, `-R 1000:1000 ${path("keys")}`],
  );
});

it("writes config.toml anew each time, and takes back only its own", () => {
  writeFileSync(path("wanted.toml"), `${CONFIG_MARK}\na = 1\n`);
  prepare();
  writeFileSync(path("wanted.toml"), `${CONFIG_MARK}\na = 2\n`);
  prepare();
  expect(read("data", "config.toml")).toBe(`${CONFIG_MARK}\na = 2\n`);
  expect(existsSync(path("data", "config.toml.before-slipway"))).toBe(false);
  rmSync(path("wanted.toml"));
  prepare();
  expect(existsSync(path("data", "config.toml"))).toBe(false);
  writeFileSync(path("data", "config.toml"), "mine = 1\n");
  prepare();
  expect(read("data", "config.toml")).toBe("mine = 1\n");
});

it("keeps a config.toml that somebody else wrote beside its own", () => {
  mkdirSync(path("data"));
  writeFileSync(path("data", "config.toml"), "mine = 1\n");
  writeFileSync(path("wanted.toml"), `${CONFIG_MARK}\n`);
  expect(prepare()).toContain("config.toml.before-slipway");
  expect(read("data", "config.toml.before-slipway")).toBe("mine = 1\n");
});

it.skipIf(process.getuid?.() === 1000)("hands no files of somebody else over", () => {
  mkdirSync(path("data"));
  writeFileSync(path("data", "id_rsa"), "mine\n");
  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining("holds files of somebody else") });
  expect(existsSync(path("given"))).toBe(false);
  expect(existsSync(path("keys"))).toBe(false);
});

it("leaves the keys of another stack in a folder of the host alone", () => {
  write("first");
  prepare();
  prepare();
  const keys = read("keys", "id_ecdsa");
  write("second");
  expect(run({ JWT_PRIVATE_KEY: "another" })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("in use by the stack first"),
  });
  expect(read("keys", "id_ecdsa")).toBe(keys);
});
