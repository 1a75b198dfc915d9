import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import { silentEngine } from "@/lib/adapters/docker/test-support/silent-engine";
import { openUnchunked, type UnchunkedBody } from "@/lib/adapters/docker/unchunked-answer";

type Write = (text: string | Buffer) => Promise<void>;

/** A server that answers one call by what the function writes, then ends it. */
async function answering(
  onTestFinished: (end: () => Promise<void>) => void,
  write: (write: Write) => Promise<void>,
): Promise<string> {
  const server = await silentEngine((socket) => {
    void write(async (text) => {
      socket.write(text);
      await sleep(5);
    }).then(() => socket.end());
  });
  onTestFinished(() => server.close());
  return server.socketPath;
}

function whole(body: UnchunkedBody): Promise<string> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    body.take({
      part: (part) => parts.push(part),
      ended: () => resolve(Buffer.concat(parts).toString()),
      failed: reject,
    });
  });
}

describe("an answer without chunks", () => {
  it("has its whole body wherever the head is split, and what came behind the head at once", async ({
    onTestFinished,
  }) => {
    const head = "HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r\n";
    for (const at of [1, head.length - 2, head.length, head.length + 3]) {
      const text = `${head}grüße, all of them`;
      const path = await answering(onTestFinished, async (write) => {
        await write(text.slice(0, at));
        await write(text.slice(at));
      });
      const body = await openUnchunked(path, "/x", new AbortController().signal);
      expect(await whole(body)).toBe("grüße, all of them");
    }
  });

  it("brings nothing while it is paused, and loses nothing", async ({ onTestFinished }) => {
    const path = await answering(onTestFinished, async (write) => {
      await write("HTTP/1.0 200 OK\r\n\r\n");
      for (let index = 0; index < 10; index += 1) await write(`${index}`);
    });
    const body = await openUnchunked(path, "/x", new AbortController().signal);
    let text = "";
    const ended = new Promise<void>((resolve, reject) => {
      const part = (data: Buffer) => {
        text += data.toString();
      };
      body.take({ part, ended: resolve, failed: reject });
    });
    body.pause();
    await sleep(20);
    const before = text;
    await sleep(60);
    expect(text).toBe(before);
    body.resume();
    await ended;
    expect(text).toBe("0123456789");
  });

  it("ends when it is aborted, before and after the head", async ({ onTestFinished }) => {
    const path = await answering(onTestFinished, async (write) => {
      await write("HTTP/1.0 200 OK\r\n\r\n");
      await sleep(2_000);
    });
    const early = new AbortController();
    early.abort();
    await expect(openUnchunked(path, "/x", early.signal)).rejects.toThrow("aborted");
    const late = new AbortController();
    const body = await openUnchunked(path, "/x", late.signal);
    const reading = whole(body);
    late.abort();
    await expect(reading).rejects.toThrow("aborted");
  });

  it("is refused by its status, with the words of the engine", async ({ onTestFinished }) => {
    const path = await answering(onTestFinished, (write) =>
      write('HTTP/1.0 404 Not Found\r\n\r\n{"message":"No such container: x"}'),
    );
    const opened = openUnchunked(path, "/x", new AbortController().signal);
    await expect(opened).rejects.toMatchObject({ statusCode: 404 });
  });
});

it("a stored log that the engine's death ends is not taken for a whole one", async ({ onTestFinished }) => {
  const inspected = `{"Config":{"Tty":true}}`;
  const answers = [
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${inspected.length}\r\nconnection: close\r\n\r\n${inspected}`,
    "HTTP/1.0 200 OK\r\n\r\n2026-03-01T10:00:00.000000001Z one\n",
  ];
  const dying = await silentEngine((socket) => {
    const answer = answers.shift();
    if (answer === undefined) socket.destroy();
    else socket.end(answer);
  });
  onTestFinished(() => dying.close());
  const signal = new AbortController().signal;
  const read = (async () => {
    for await (const _ of createDockerEngine(dying).logs("x", { tail: 9, follow: false, signal }));
  })();
  await expect(read).rejects.toMatchObject({ code: "engine-unreachable" });
});
