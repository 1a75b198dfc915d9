import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAbsentCompose } from "@/lib/adapters/docker/absent-compose";
import { createAbsentEngine } from "@/lib/adapters/docker/absent-engine";
import { findSocket } from "@/lib/adapters/docker/find-socket";
import { type SilentEngine, silentEngine } from "@/lib/adapters/docker/test-support/silent-engine";
import { PanelError } from "@/lib/errors";

const VERSION = JSON.stringify({ Version: "27.0.1", ApiVersion: "1.46", Arch: "amd64" });

let answering: SilentEngine;
beforeEach(async () => {
  answering = await silentEngine((socket) =>
    socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${VERSION.length}\r\n\r\n${VERSION}`),
  );
});
afterEach(() => answering.close());

describe("the engine's socket", () => {
  it("is the one that the person named, answering or not", async () => {
    const { socketPath } = answering;
    expect(await findSocket({ SLIPWAY_ENGINE_SOCKET: socketPath, DOCKER_HOST: "unix:///other" })).toEqual({
      socketPath,
      source: "SLIPWAY_ENGINE_SOCKET",
    });
    expect((await findSocket({ DOCKER_HOST: `unix://${socketPath}` })).socketPath).toBe(socketPath);
    expect((await findSocket({ DOCKER_HOST: "unix:///nowhere.sock" })).socketPath).toBe("/nowhere.sock");
  });

  it.each(["tcp://user:secret@10.0.0.1:2376", "ssh://root@host"])("is not at %s", async (host) => {
    const failure = findSocket({ DOCKER_HOST: host });
    await expect(failure).rejects.toMatchObject({ code: "environment-invalid" });
    await expect(failure).rejects.not.toThrow(/secret/);
  });
});

it("an absent engine and an absent Compose say why at each call", async () => {
  const why = new PanelError("engine-unreachable", "The engine is switched off (SLIPWAY_ENGINE=off)");
  const engine = createAbsentEngine(why);
  const { signal } = new AbortController();
  await expect(engine.info()).rejects.toBe(why);
  await expect(engine.listContainers()).rejects.toBe(why);
  await expect(engine.events(signal)[Symbol.asyncIterator]().next()).rejects.toBe(why);
  await expect(createAbsentCompose(why).version()).rejects.toBe(why);
});
