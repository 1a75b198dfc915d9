import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { fetchProbeTransport } from "@/lib/adapters/probes/fetch-probe-transport";

const servers: http.Server[] = [];
const sockets: Duplex[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serving(server: http.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/socket?apikey=key`;
}

/** A server that opens every WebSocket, hands over what a client sent, unmasked, and sends frames that the test makes. */
function websocketServer(onFrame: (socket: Duplex, opcode: number, payload: Buffer) => void): http.Server {
  const server = http.createServer();
  server.on("upgrade", (request, socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    sockets.push(socket);
    socket.on("error", () => socket.destroy());
    let bytes = Buffer.alloc(0);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on("data", (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const size = (bytes[1] ?? 0) & 0x7f;
      const at = size === 126 ? 4 : 2;
      const length = size === 126 ? bytes.readUInt16BE(2) : size;
      if (bytes.length < at + 4 + length) return;
      const mask = bytes.subarray(at, at + 4);
      const payload = bytes.subarray(at + 4, at + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
      const opcode = (bytes[0] ?? 0) & 0x0f;
      bytes = bytes.subarray(at + 4 + length);
      onFrame(socket, opcode, Buffer.from(payload));
    });
  });
  return server;
}

function frame(opcode: number, payload: Buffer): Buffer {
  const head = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x80 | opcode, ...head]), payload]);
}

const probe = (url: string, send: string, timeoutMs = 2000) =>
  fetchProbeTransport.websocket({ url, send, timeoutMs });

describe("a probe over a WebSocket", () => {
  it("gives the first text that comes back, of any length", async () => {
    const url = await serving(
      websocketServer((socket, _opcode, payload) =>
        socket.write(frame(1, Buffer.from(`you said ${payload}`))),
      ),
    );
    expect(await probe(url, "żółć")).toEqual({ accepted: true, text: "you said żółć" });
    const long = "x".repeat(60_000);
    expect(await probe(url, long)).toEqual({ accepted: true, text: `you said ${long}` });
  });

  it("answers a ping before the text, and reads frames that come in pieces", async () => {
    const seen: [number, string][] = [];
    const url = await serving(
      websocketServer((socket, opcode, payload) => {
        seen.push([opcode, payload.toString()]);
        if (opcode === 1) socket.write(frame(9, Buffer.from("still there?")));
        if (opcode !== 10) return;
        const text = frame(1, Buffer.from("hello"));
        socket.write(text.subarray(0, 1));
        setTimeout(() => socket.write(text.subarray(1, 4)), 10);
        setTimeout(() => socket.write(text.subarray(4)), 20);
      }),
    );
    expect(await probe(url, "hi")).toEqual({ accepted: true, text: "hello" });
    expect(seen).toEqual([
      [1, "hi"],
      [10, "still there?"],
    ]);
  });

  it("gives the answer by which a service refuses", async () => {
    const server = http.createServer((_request, response) => {
      response.writeHead(401).end('{"message":"Unauthorized"}');
    });
    const url = await serving(server);
    expect(await probe(url, "hi")).toEqual({
      accepted: false,
      status: 401,
      text: '{"message":"Unauthorized"}',
    });
  });

  it("names what breaks the exchange", async () => {
    const closing = await serving(
      websocketServer((socket) => socket.write(frame(8, Buffer.from([0x03, 0xe9, ...Buffer.from("bye")])))),
    );
    await expect(probe(closing, "hi")).rejects.toThrow("was closed by the service with code 1001: bye");
    const ending = await serving(websocketServer((socket) => socket.destroy()));
    await expect(probe(ending, "hi")).rejects.toThrow("was closed without an answer");
    const silent = await serving(websocketServer(() => {}));
    await expect(probe(silent, "hi", 200)).rejects.toThrow(/silent|no answer/);
    const masked = await serving(
      websocketServer((socket) => socket.write(Buffer.from([0x81, 0x80, 0, 0, 0, 0]))),
    );
    await expect(probe(masked, "hi")).rejects.toThrow("must not be masked");
    const huge = await serving(
      websocketServer((socket) => socket.write(Buffer.from([0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0]))),
    );
    await expect(probe(huge, "hi")).rejects.toThrow("is too long");
    const other = http.createServer();
    other.on("upgrade", (_request, socket) => {
      sockets.push(socket);
      socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    });
    await expect(probe(await serving(other), "hi")).rejects.toThrow("does not speak the protocol");
  });

  it("says that nothing listens, so that another address may be tried", async () => {
    await expect(probe("http://127.0.0.1:1/socket", "hi")).rejects.toMatchObject({ refused: true });
  });

  it("does not wait for ever for a server that says nothing", async () => {
    const url = await serving(http.createServer(() => {}));
    await expect(probe(url, "hi", 200)).rejects.toThrow(/no answer from 127.0.0.1:\d+ within/);
  });
});
