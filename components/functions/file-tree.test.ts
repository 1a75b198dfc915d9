import { expect, it } from "vitest";
import { firstFile, treeRows } from "@/components/functions/file-tree";

it("lists folders once, before what is in them, and before the files beside them", () => {
  const rows = treeRows(["index.ts", "lib/z.ts", "a.ts", "lib/deep/b.ts", "lib-2/c.ts"]);
  expect(rows.map(({ type, name, depth, path }) => `${"  ".repeat(depth)}${type} ${name} (${path})`)).toEqual(
    [
      "folder lib (lib)",
      "  folder deep (lib/deep)",
      "    file b.ts (lib/deep/b.ts)",
      "  file z.ts (lib/z.ts)",
      "folder lib-2 (lib-2)",
      "  file c.ts (lib-2/c.ts)",
      "file a.ts (a.ts)",
      "file index.ts (index.ts)",
    ],
  );
});

it("opens the file that answers calls first, and never one that is no text", () => {
  const text = (path: string) => ({ path, type: "text" });
  expect(firstFile([text("a.ts"), text("index.ts")])).toBe("index.ts");
  expect(firstFile([{ path: "index.js", type: "large" }, text("b.ts")])).toBe("b.ts");
  expect(firstFile([{ path: "a.wasm", type: "binary" }])).toBeNull();
});
