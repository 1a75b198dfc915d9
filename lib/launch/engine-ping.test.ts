import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSocketServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAtLeast, pingEngine, readVersion } from "./engine-ping.mjs";

describe("a version", () => {
  it.each([
    ["20.10.24+dfsg1", "20.10", true],
    ["20.10", "20.10", true],
    ["20.9.9", "20.10", false],
    ["19.03.15", "20.10", false],
    ["29.0.0-rc.1", "20.10", true],
    ["v2.24.0", "2.24", true],
    ["2.26.1-4", "2.24", true],
    ["2.9.0", "2.24", false],
    ["1.29.2", "2.24", false],
    ["dev", "2.24", false],
  ])("%s against %s", (version, oldest, expected) => {
    expect(isAtLeast(version, oldest)).toBe(expected);
  });
});

it.each([
  [200, "no JSON"],
  [200, "null"],
  [200, '{"Version":5}'],
  [404, '{"Version":"20.10.24"}'],
])("does not take %d %s for an engine", (status, text) => {
  expect(readVersion(status, text)).toEqual({ silence: "strange" });
});

describe("a socket", () => {
  let folder = "";
  let server: Server | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-ping-"));
  });
  afterEach(async () => {
    await new Promise((done) => (server === undefined ? done(undefined) : server.close(done)));
    server = undefined;
    rmSync(folder, { recursive: true });
  });
  const listen = async (made: Server) => {
    server = made;
    await new Promise<void>((done) => made.listen(join(folder, "s"), done));
    return join(folder, "s");
  };

  it("that answers like an engine is one", async () => {
    const socket = await listen(
      createServer((request, response) => {
        expect(request.url).toBe("/version");
        response.end('{"Version":"29.1.0","ApiVersion":"1.52","Arch":"arm64"}');
      }),
    );
    expect(await pingEngine(socket)).toEqual({
      engine: { version: "29.1.0", apiVersion: "1.52", architecture: "arm64" },
    });
  });

  it("that never answers is hung, within the deadline", async () => {
    const held = new Set<{ destroy(): void }>();
    const socket = await listen(createSocketServer((connection) => void held.add(connection)));
    expect(await pingEngine(socket, 100)).toEqual({ silence: "hung" });
    for (const connection of held) connection.destroy();
  });

  it("that is not there is absent", async () => {
    expect(await pingEngine(join(folder, "none"))).toEqual({ silence: "absent" });
  });

  it("that is a plain file is refused", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await pingEngine(join(folder, "file"))).toEqual({ silence: "refused" });
  });
});
