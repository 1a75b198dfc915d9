import { describe, expect, it } from "vitest";
import { type SourceFile, sourceTree } from "@/lint/source-tree";

/**
 * Where calls come in, each with what stands in front of it. Another one is another place to forget a check: routes go
 * into `lib/api/contract`, which asks for who may call them, and pages and actions behind web's guard.
 */
const REVIEWED: Readonly<Record<string, string>> = {
  "lib/api/server.ts": "one loop over the contract: access, content type, input, proof",
  "lib/api/listen.ts": "a Unix socket whose permissions say who may call",
  "lib/web/web-server.ts": "the guard of hosts, origins and paths, then streams and pages",
  "lib/adapters/host/node-host.ts": "listens for a moment to see whether a port is free, and answers nobody",
  "lib/launch/port.mjs": "the same, before the panel starts",
  "app/api/auth/[...nextauth]/route.ts": "what signing in needs, three paths",
};

/** Makes a server, registers a route with one, or is a handler that Next calls by its path. */
function isEntrance({ path, text }: SourceFile): boolean {
  if (/(^|\/)(route|middleware|proxy|instrumentation)\.[tj]sx?$/.test(path)) return path.startsWith("app/");
  return (
    /import\s+(?!type\b)\{[^}]*(?<!type )\bHono\b[^}]*\}\s+from\s+"hono"/.test(text) ||
    /\bcreate(?:Adaptor|Secure)?Server\s*\(/.test(text)
  );
}

const sources = sourceTree(["app", "components", "lib"]).filter(
  ({ path }) => !/\.test\.|test-support|contract\.test/.test(path),
);

describe("where calls come in", () => {
  it("is known", () => {
    const found = sources.filter(isEntrance).map(({ path }) => path);
    expect(found.toSorted()).toEqual(Object.keys(REVIEWED).toSorted());
  });

  it.each([
    { path: "app/api/planted/route.ts", text: "export async function GET() { return Response.json({}); }" },
    { path: "lib/web/planted.ts", text: 'import { Hono } from "hono";\nnew Hono().get("/", open);' },
    { path: "lib/planted.ts", text: "createServer((request, response) => response.end()).listen(1);" },
  ])("would be seen in $path", (planted) => {
    expect(isEntrance(planted)).toBe(true);
  });

  it("is not where a type alone is meant", () => {
    expect(isEntrance({ path: "lib/a.ts", text: 'import type { Hono } from "hono";' })).toBe(false);
    expect(isEntrance({ path: "lib/b.ts", text: 'import { type Hono, x } from "hono";' })).toBe(false);
  });
});
