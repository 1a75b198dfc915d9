import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { toastStyleHashes } from "@/lib/web/toast-style-hashes";

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the hashes are those of the sheet in the installed toast library and of an empty element", () => {
  const entry = createRequire(import.meta.url).resolve("sonner");
  const source = readFileSync(join(dirname(entry), "index.mjs"), "utf8");
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1];
  expect(literal).toBeDefined();
  expect([...toastStyleHashes]).toEqual([sha256(JSON.parse(literal ?? '""')), sha256("")]);
});
