import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { hostileValue } from "@/e2e/attacks/hostile/hostile-values";
import { filePathProblem, foldersAbove } from "@/lib/functions/file-path";
import { functionNameProblem, isSharedFolder } from "@/lib/functions/function-name";
import { sampleFiles } from "@/lib/functions/sample";

describe("a function's name", () => {
  it.each(["hello", "hello-world", "Hello_2", "_shared", "a", "x".repeat(63)])("may be %s", (name) => {
    expect(functionNameProblem(name)).toBeUndefined();
  });

  it.each([
    "",
    ".",
    "..",
    "../main",
    "a/b",
    "a\\b",
    "-rf",
    "2fast",
    "hello world",
    "hello\n",
    "héllo",
    "a\0b",
    "$(id)",
    "a;id",
    "x".repeat(64),
    ".hidden",
    "hello.ts",
  ])("may not be %j", (name) => {
    expect(functionNameProblem(name)).toMatch(/\w{3}/);
  });

  it("says which folders are shared code", () => {
    expect([isSharedFolder("_shared"), isSharedFolder("shared_")]).toEqual([true, false]);
    expect(Object.keys(sampleFiles("hello"))).toEqual(["index.ts"]);
    expect(Object.keys(sampleFiles("_shared"))).toEqual(["answer.ts"]);
  });
});

describe("a file's path", () => {
  it.each([
    "index.ts",
    "lib/answer.ts",
    ".env.example",
    "-rf",
    "..a/b",
    "a/...",
    "grüße/日本.txt",
    "$(id) `x` ; #",
    `${"x".repeat(99)}/${"y".repeat(100)}`,
  ])("may be %s", (path) => {
    expect(filePathProblem(path)).toBeUndefined();
  });

  it.each([
    "",
    "/etc/passwd",
    "//x",
    "..",
    ".",
    "../x",
    "a/../../x",
    "a/..",
    "./a",
    "a/./b",
    "a//b",
    "a/",
    "..\\x",
    "C:\\x",
    "a\0b",
    "a\nb",
    "a\u202eb",
    "\u200b",
    "a\u2028b",
    "a\ud800",
    "x".repeat(101),
    `${"x".repeat(99)}/${"y".repeat(99)}/z`,
    "ü".repeat(51),
  ])("may not be %j", (path) => {
    expect(filePathProblem(path)).toMatch(/\w{3}/);
  });

  it("lies in the folders above it", () => {
    expect(foldersAbove("a/b/c.ts")).toEqual(["a", "a/b"]);
    expect(foldersAbove("c.ts")).toEqual([]);
  });
});

describe("hostile values", () => {
  const values = Array.from({ length: 3000 }, (_, number) => hostileValue(number, "canary"));

  it("are no name, or a name that is one folder", () => {
    const taken = values.filter((value) => functionNameProblem(value) === undefined);
    for (const name of taken) expect(posix.join("/volume", name)).toBe(`/volume/${name}`);
    for (const name of taken) expect(name).toMatch(/^[\w-]+$/);
    expect(taken.length).toBeLessThan(values.length / 2);
  });

  it("are no path, or one that stays in its folder", () => {
    const taken = values.filter((value) => filePathProblem(value) === undefined);
    for (const path of taken) {
      expect(posix.resolve("/volume/hello", path)).toBe(`/volume/hello/${path}`);
      expect(path).not.toMatch(/[\p{Cc}\\]/u);
    }
    expect(taken.length).toBeGreaterThan(100);
    expect(values.length - taken.length).toBeGreaterThan(100);
  });
});
