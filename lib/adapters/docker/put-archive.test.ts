import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EngineAgent } from "@/lib/adapters/docker/engine-agent";
import { putArchive } from "@/lib/adapters/docker/put-archive";
import { statusOf } from "@/lib/adapters/docker/translate-error";

const BODY = JSON.stringify({ message: "no space left on device" });
const HEAD = `HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\n\r\n`;

let folder: string;
const servers = new Set<Server>();
const sockets = new Set<Socket>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-put-"));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** Sends many parts to an engine that does so with each connection. */
async function put(
  name: string,
  meet: (socket: Socket) => void,
  archive: AsyncIterable<Uint8Array> = parts(),
  signal = new AbortController().signal,
): Promise<unknown> {
  const path = join(folder, name);
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    meet(socket);
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return putArchive(new EngineAgent(path), "/containers/a/archive?path=%2F", archive, signal).then(
    () => "taken",
    (error: unknown) => error,
  );
}

async function* parts() {
  for (let at = 0; at < 400; at += 1) yield Buffer.alloc(65_536);
}

/** As it is read from a disk and opened. */
async function* slowParts() {
  for (let at = 0; at < 100; at += 1) {
    await sleep(1);
    yield Buffer.alloc(65_536);
  }
}

describe.each([
  ["as fast as it goes", parts],
  ["bit by bit", slowParts],
])("what an engine says that refuses in the middle of an archive that is sent %s", (_speed, archive) => {
  it.each([
    ["reads nothing of the rest", (socket: Socket) => void socket.pause()],
    ["closes right behind it", (socket: Socket) => void socket.end()],
    ["takes the rest for a while", (socket: Socket) => void socket.resume()],
    ["cuts the connection behind it", (socket: Socket) => void setTimeout(() => socket.destroy(), 5)],
  ])("is told where it %s", async (_rest, then) => {
    for (const [at, pauseMs] of [0, 0, 3].entries()) {
      const error = await put(
        `${at}.sock`,
        (socket) => {
          socket.once("data", () => {
            socket.write(HEAD);
            setTimeout(() => socket.write(BODY, () => then(socket)), pauseMs);
          });
        },
        archive(),
      );
      expect(error).toMatchObject({ message: "no space left on device" });
      expect(statusOf(error)).toBe(500);
    }
  });
});

it("keeps the status of a refusal whose words were cut off with the connection", async () => {
  for (const archive of [parts(), slowParts()]) {
    const error = await put(
      `${servers.size}.sock`,
      (socket) => {
        socket.once("data", () => socket.write(HEAD, () => setTimeout(() => socket.destroy(), 3)));
      },
      archive,
    );
    expect(statusOf(error)).toBe(500);
  }
});

it("says that the connection was cut where the engine said nothing", async () => {
  const error = await put("engine.sock", (socket) => socket.once("data", () => socket.destroy()));
  expect(error).toMatchObject({ code: expect.stringMatching(/^(EPIPE|ECONNRESET)$/) });
});

it("ends at once when the archive itself fails, or nobody waits any more", async () => {
  const failing = async function* () {
    yield Buffer.alloc(65_536);
    throw new Error("it is damaged");
  };
  expect(await put("engine.sock", (socket) => socket.resume(), failing())).toMatchObject({
    message: "it is damaged",
  });
  const leave = new AbortController();
  const endless = async function* () {
    for (;;) yield Buffer.alloc(65_536);
  };
  setTimeout(() => leave.abort(), 20);
  expect(await put("other.sock", (socket) => socket.resume(), endless(), leave.signal)).toMatchObject({
    name: "AbortError",
  });
});

it("resolves once all was taken", async () => {
  const outcome = await put("engine.sock", (socket) => {
    socket.on("data", (data) => {
      if (data.includes("\r\n0\r\n\r\n") || data.toString("latin1").endsWith("0\r\n\r\n")) {
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      }
    });
  });
  expect(outcome).toBe("taken");
});
