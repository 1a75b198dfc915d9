import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PageHandler } from "@/lib/web/next-handler";
import { createWebServer } from "@/lib/web/web-server";

const cookieKey = "k".repeat(43);
let folder: string;
let servers: Pick<Server, "close" | "closeAllConnections">[];
let cookie: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "slipway-web-"));
  servers = [];
  cookie = `slipway.session=${await encode({ token: { sessionToken: "t0ken" }, secret: cookieKey })}`;
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

const socketPath = () => join(folder, "worker.sock");

async function startWorker(listener: RequestListener): Promise<void> {
  const worker = createServer(listener);
  servers.push(worker);
  worker.listen(socketPath());
  await once(worker, "listening");
}

const echo: PageHandler = async (request, response) => {
  response.statusCode = 200;
  response.end(JSON.stringify({ url: request.url, headers: request.headers }));
};

/** Its address is known only once it listens, and the Host list needs it: a free port is taken first. */
async function startWeb(pages: PageHandler = echo, proxies: readonly string[] = []): Promise<string> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  const url = new URL(`http://127.0.0.1:${port}`);
  const settings = {
    ...{ bind: "127.0.0.1", port, url, workerSocket: socketPath(), cookieKeyFile: "unused" },
    ...{ tls: null, proxies },
  };
  const web = createWebServer({ settings, cookieKey, pages, tls: null });
  servers.push(web);
  web.listen(port, "127.0.0.1");
  await once(web, "listening");
  return url.origin;
}

function open(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(url, { headers }, resolve).on("error", reject));
}

async function text(answer: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of answer.setEncoding("utf8")) all += chunk;
  return all;
}

const stream = () => ({ cookie, "sec-fetch-site": "same-origin" });
const healthy: RequestListener = (_, response) => response.end('{"status":"ok"}');

test("a client's claims about itself are replaced by what the socket shows", async () => {
  await startWorker(healthy);
  const base = await startWeb();
  const forged = {
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "for=203.0.113.9",
    "x-nonce": "forged",
    "x-slipway-path": "/forged",
    "content-security-policy": "script-src 'nonce-forged'",
  };
  const answer = await open(`${base}/engine`, forged);
  const { headers } = JSON.parse(await text(answer));
  expect(headers).toMatchObject({
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": new URL(base).host,
    "x-forwarded-proto": "http",
    "x-slipway-path": "/engine",
  });
  expect(headers.forwarded).toBeUndefined();
  const policy = answer.headers["content-security-policy"];
  expect(policy).toContain(`'nonce-${headers["x-nonce"]}'`);
  expect(policy).not.toContain("forged");
  expect(headers["content-security-policy"]).toBe(policy);
});

test("a proxy that was named is believed about who asks", async () => {
  await startWorker(healthy);
  const base = await startWeb(echo, ["127.0.0.1"]);
  const answer = await open(`${base}/engine`, { "x-forwarded-for": "203.0.113.66, 203.0.113.9" });
  expect(JSON.parse(await text(answer)).headers["x-forwarded-for"]).toBe("203.0.113.9");
});

test("while the worker is away every page is the one that says so, with status 503; files still come", async () => {
  const base = await startWeb();
  const page = await open(`${base}/engine?x=1`, { rsc: "1" });
  expect(page.statusCode).toBe(503);
  expect(page.headers["retry-after"]).toBe("5");
  expect(JSON.parse(await text(page)).url).toBe("/unavailable");
  const file = await open(`${base}/icon.svg`);
  expect(file.statusCode).toBe(200);
  file.resume();
});

test("a stream carries token and peer to the worker, and its answer back unchanged", async () => {
  const seen: unknown[] = [];
  await startWorker((request, response) => {
    seen.push([request.url, request.headers.authorization, request.headers["x-slipway-peer"]]);
    response.setHeader("content-type", "application/x-ndjson");
    response.end('{"type":"heartbeat"}\n');
  });
  const answer = await open(`${await startWeb()}/api/stream/jobs/118?after=3`, stream());
  expect(answer.headers["cache-control"]).toBe("no-store, no-transform");
  expect(answer.headers["content-type"]).toBe("application/x-ndjson");
  expect(await text(answer)).toBe('{"type":"heartbeat"}\n');
  expect(seen).toEqual([["/v1/jobs/118/events?after=3", "Bearer t0ken", "127.0.0.1"]]);
});

test("no session, no worker, no such stream: each has its status", async () => {
  const base = await startWeb();
  const status = async (path: string, headers: Record<string, string>) => {
    const answer = await open(base + path, headers);
    const { code } = JSON.parse(await text(answer));
    return [answer.statusCode, code];
  };
  expect(await status("/api/stream/events", { "sec-fetch-site": "same-origin" })).toEqual([
    401,
    "not-signed-in",
  ]);
  expect(await status("/api/stream/events", stream())).toEqual([503, "worker-unreachable"]);
  expect(await status("/api/stream/nothing", stream())).toEqual([404, "not-found"]);
  expect(await status("/api/stream/events", { cookie })).toEqual([403, "origin-refused"]);
});

test("an oversized body is refused before it is read", async () => {
  const base = await startWeb();
  const { host, port } = new URL(base);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${base}\r\nContent-Length: 2000000\r\n\r\n`);
  const [head] = await once(socket.setEncoding("utf8"), "data");
  expect(head).toContain("413");
  expect(head).toContain("body-too-large");
  socket.destroy();
});

test("a client that goes away ends the worker's request", async () => {
  let ended: (() => void) | undefined;
  const workerSawEnd = new Promise<void>((resolve) => {
    ended = resolve;
  });
  await startWorker((_, response) => {
    response.on("close", () => ended?.());
    response.write("{}\n");
  });
  const answer = await open(`${await startWeb()}/api/stream/events`, stream());
  await once(answer, "data");
  answer.destroy();
  await workerSawEnd;
});

test("a worker that dies cuts the stream instead of ending it well", async () => {
  await startWorker((_, response) => {
    response.write("{}\n");
    setTimeout(() => response.destroy(), 20);
  });
  const answer = await open(`${await startWeb()}/api/stream/events`, stream());
  await expect(text(answer)).rejects.toThrow();
});

test("a reader that stops stops the worker, and memory does not grow", async () => {
  const chunk = `${"x".repeat(64 * 1024 - 1)}\n`;
  let sent = 0;
  await startWorker((_, response) => {
    const more = () => {
      while (sent < 400_000_000) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  const answer = await open(`${await startWeb()}/api/stream/events`, stream());
  answer.pause();
  await sleep(300);
  const stalledAt = sent;
  const before = process.memoryUsage().rss;
  await sleep(700);
  expect(sent).toBe(stalledAt);
  // Socket buffers of both hops; without backpressure it would be all of it.
  expect(sent).toBeLessThan(40_000_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(16 * 1024 * 1024);
  answer.destroy();
});

test("an upgrade is refused, also after the pages' framework listens for it", async () => {
  let taken = 0;
  const url = await startWeb(async (request, response) => {
    const { server } = request.socket as unknown as { server: Server };
    server.on("upgrade", () => {
      taken += 1;
    });
    response.end("a page");
  });
  await fetch(url);
  for (const target of ["/api/stream/events", "http://example.com/"]) {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    let answer = "";
    for await (const part of socket) answer += String(part);
    expect(answer).toMatch(/^HTTP\/1\.1 426 /);
  }
  expect(taken).toBe(0);
});

test("a whole address as the path is refused before the pages see it", async () => {
  const url = await startWeb();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end(`GET http://example.com/ HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`);
  let answer = "";
  for await (const part of socket) answer += String(part);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});

const apiToken = `slipway_${"a".repeat(43)}`;

test("a call by an API token reaches the worker as it is, with the peer, and no cookie does", async () => {
  const seen: unknown[] = [];
  await startWorker(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { authorization, cookie: passed, "x-slipway-peer": peer, "content-type": type } = request.headers;
    seen.push([request.method, request.url, authorization, passed, peer, type, body]);
    response.setHeader("content-disposition", 'attachment; filename="a.tar"');
    response.statusCode = 202;
    response.end('{"ok":true}');
  });
  const base = await startWeb();
  const answer = await fetch(`${base}/api/v1/stacks/blog/deploy?x=1`, {
    method: "POST",
    headers: {
      ...{ authorization: `Bearer ${apiToken}`, cookie, "content-type": "application/json; charset=utf-8" },
      ...{ "x-slipway-peer": "203.0.113.9", "x-forwarded-for": "203.0.113.9" },
    },
    body: '{"revision":2}',
  });
  expect([answer.status, await answer.json()]).toEqual([202, { ok: true }]);
  expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="a.tar"');
  expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  const type = "application/json; charset=utf-8";
  expect(seen).toEqual([
    [
      "POST",
      "/v1/stacks/blog/deploy?x=1",
      `Bearer ${apiToken}`,
      undefined,
      "127.0.0.1",
      type,
      '{"revision":2}',
    ],
  ]);
});

test("nothing but an API token is a way to the API, and no page of another site", async () => {
  let reached = 0;
  await startWorker((_, response) => {
    reached += 1;
    response.end("{}");
  });
  const base = await startWeb();
  const call = async (headers: Record<string, string>, method = "GET", path = "/api/v1/stacks") => {
    const answer = await fetch(base + path, { method, headers });
    return [answer.status, (await answer.json()).code, answer.headers.get("www-authenticate") !== null];
  };
  const good = { authorization: `Bearer ${apiToken}` };
  for (const headers of [
    {},
    { cookie, "sec-fetch-site": "same-origin", origin: base },
    { authorization: "Bearer t0ken" },
    { authorization: `Bearer ${"a".repeat(43)}` },
    { authorization: `Basic ${apiToken}` },
    { authorization: `Bearer ${apiToken}b` },
  ] as Record<string, string>[]) {
    expect(await call(headers), JSON.stringify(headers)).toEqual([401, "not-signed-in", true]);
  }
  expect(await call({ ...good, origin: "https://evil.example" }, "POST")).toEqual([
    403,
    "origin-refused",
    false,
  ]);
  expect(await call({ ...good, origin: "null" })).toEqual([403, "origin-refused", false]);
  for (const method of ["PATCH", "OPTIONS"]) {
    expect(await call(good, method)).toEqual([404, "not-found", false]);
  }
  expect(reached).toBe(0);
  expect((await call(good))[0]).toBe(200);
  expect(reached).toBe(1);
});
