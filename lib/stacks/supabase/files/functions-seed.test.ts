import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { functionsSeed, functionsSeedFiles } from "@/lib/stacks/supabase/files/functions-seed";

let folder: string;
const path = (...names: string[]) => join(folder, ...names);
const volume = () => readdirSync(path("volume"), { recursive: true }).sort();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "seed-"));
  mkdirSync(path("source"));
  mkdirSync(path("volume"));
  for (const { target, content } of functionsSeedFiles)
    writeFileSync(path("source", basename(target)), content);
  writeFileSync(path("seed.sh"), functionsSeed(path("source"), path("volume")));
});

afterEach(() => rmSync(folder, { recursive: true }));

function seed(): string {
  const { status, stdout, stderr } = spawnSync("/bin/sh", [path("seed.sh")], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

const WHOLE = ["deno.jsonc", "hello", "hello/index.ts", "main", "main/index.ts"];

it("fills an empty volume, readable to Studio", () => {
  expect(seed()).toContain("were placed");
  expect(volume()).toEqual(WHOLE);
  for (const [index, name] of ["main/index.ts", "hello/index.ts", "deno.jsonc"].entries()) {
    expect(readFileSync(path("volume", name), "utf8")).toBe(functionsSeedFiles[index]?.content);
    expect(statSync(path("volume", name)).mode & 0o777).toBe(0o644);
  }
  expect(statSync(path("volume", "main")).mode & 0o777).toBe(0o755);
});

it("leaves what a person changed or deleted", () => {
  seed();
  writeFileSync(path("volume", "main", "index.ts"), "mine");
  writeFileSync(path("volume", "deno.jsonc"), "{}");
  rmSync(path("volume", "hello"), { recursive: true });
  expect(seed()).toContain("there already");
  expect(volume()).toEqual(["deno.jsonc", "main", "main/index.ts"]);
  expect(readFileSync(path("volume", "main", "index.ts"), "utf8")).toBe("mine");
});

it("finishes what was cut off, and keeps a function that was there before", () => {
  mkdirSync(path("volume", ".seed"));
  writeFileSync(path("volume", ".seed", "index.ts"), "half");
  mkdirSync(path("volume", "hello"));
  writeFileSync(path("volume", "hello", "index.ts"), "mine");
  seed();
  expect(volume()).toEqual(WHOLE);
  expect(readFileSync(path("volume", "hello", "index.ts"), "utf8")).toBe("mine");
});
