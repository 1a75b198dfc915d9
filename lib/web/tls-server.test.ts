import { generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get as getPlain, type IncomingMessage, type Server } from "node:http";
import { get, request } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeCertificate } from "@/lib/launch/certificate/make-certificate.mjs";
import type { PageHandler } from "@/lib/web/next-handler";
import { keepTlsFilesFresh } from "@/lib/web/tls-renewal";
import { createWebServer } from "@/lib/web/web-server";

const cookieKey = "k".repeat(43);
const pair = makePair();
let folder: string;
let servers: Pick<Server, "close" | "closeAllConnections">[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-tls-"));
  servers = [];
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

function makePair() {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const day = 24 * 60 * 60_000;
  const [notBefore, notAfter] = [new Date(Date.now() - day), new Date(Date.now() + day)];
  const names = ["127.0.0.1", "localhost"];
  const cert = makeCertificate({ key, names, notBefore, notAfter, serial: randomBytes(16) });
  return { cert, key: String(key.export({ type: "pkcs8", format: "pem" })) };
}

const echo: PageHandler = async (given, response) => {
  response.end(JSON.stringify({ url: given.url, headers: given.headers }));
};

async function start(pages: PageHandler = echo, proxies: readonly string[] = []) {
  const worker = createServer((asked, response) => {
    if (asked.url === "/v1/events") response.setHeader("content-type", "application/x-ndjson");
    response.end(asked.url === "/v1/health" ? '{"status":"ok"}' : '{"type":"heartbeat"}\n');
  });
  worker.listen(join(folder, "worker.sock"));
  await once(worker, "listening");
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  const url = new URL(`https://127.0.0.1:${port}`);
  const settings = {
    ...{ bind: "127.0.0.1", port, url, workerSocket: join(folder, "worker.sock") },
    ...{ cookieKeyFile: "unused", tls: null, proxies },
  };
  const web = createWebServer({ settings, cookieKey, pages, tls: pair });
  web.listen(port, "127.0.0.1");
  await once(web, "listening");
  servers.push(worker, web);
  return { web, worker, port, origin: url.origin, plain: `http://127.0.0.1:${port}` };
}

function open(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = url.startsWith("https:")
      ? get(url, { headers, ca: pair.cert, agent: false }, resolve)
      : getPlain(url, { headers, agent: false }, resolve);
    call.on("error", reject);
  });
}

async function text(answer: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of answer.setEncoding("utf8")) all += chunk;
  return all;
}

test("pages and streams come over https, with headers that fit it", async () => {
  const { origin, port } = await start();
  const page = await open(`${origin}/engine`, { "x-forwarded-proto": "http", "x-slipway-inner": "forged" });
  const { headers } = JSON.parse(await text(page));
  expect(headers).toMatchObject({
    ...{ "x-forwarded-proto": "https", "x-forwarded-port": String(port), "x-forwarded-for": "127.0.0.1" },
  });
  expect(headers["x-slipway-inner"]).not.toBe("forged");
  expect(page.headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(page.headers["strict-transport-security"]).toBeUndefined();

  const cookie = await encode({ token: { sessionToken: "t0ken" }, secret: cookieKey });
  const proof = { "sec-fetch-site": "same-origin" };
  const stream = (name: string) =>
    open(`${origin}/api/stream/events`, { ...proof, cookie: `${name}=${cookie}` });
  expect(await text(await stream("__Host-slipway.session"))).toBe('{"type":"heartbeat"}\n');
  // A cookie without the prefix may come from anybody who answers in clear under this name.
  expect((await stream("slipway.session")).statusCode).toBe(401);
});

test("an action's origin is https, exactly", async () => {
  const { origin, plain } = await start();
  const status = (from: string) =>
    new Promise((resolve, reject) => {
      const options = {
        method: "POST",
        headers: { origin: from, "content-length": 0 },
        ca: pair.cert,
        agent: false,
      };
      request(origin, options, (answer) => resolve(answer.resume().statusCode))
        .on("error", reject)
        .end();
    });
  expect(await status(origin)).toBe(200);
  expect(await status(plain)).toBe(403);
  expect(await status(origin.replace("127.0.0.1", "localhost"))).toBe(403);
});

test("plain http is sent on, by a name of the panel alone, and nothing else is answered", async () => {
  const { plain, origin, port, worker } = await start();
  const sent = await open(`${plain}/stacks?x=1`);
  expect([sent.statusCode, sent.headers.location]).toEqual([307, `${origin}/stacks?x=1`]);
  expect(await text(sent)).toContain("https://");
  // A token that was sent in clear is not asked for again as if nothing had happened.
  expect((await open(`${plain}/api/v1/stacks`)).statusCode).toBe(400);
  const foreign = await open(`${plain}/`, { host: "evil.example" });
  expect([foreign.statusCode, foreign.headers.location]).toEqual([400, undefined]);
  foreign.resume();
  const forged = await open(`${plain}/`, { "x-slipway-inner": "forged" });
  expect(forged.statusCode).toBe(307);
  forged.resume();
  const socket = connect(port, "127.0.0.1");
  socket.end(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\nContent-Length: 0\r\n\r\n`);
  let answer = "";
  for await (const part of socket) answer += String(part);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  worker.closeAllConnections();
  worker.close();
  await once(worker, "close");
  const away = await open(`${plain}/`);
  expect(away.statusCode).toBe(503);
  away.resume();
});

test("the pages may ask their own server in clear, as whoever they answer", async () => {
  let inner: string | string[] | undefined;
  const { origin, plain } = await start(async (given, response) => {
    inner = given.headers["x-slipway-inner"];
    response.end(JSON.stringify({ url: given.url, proto: given.headers["x-forwarded-proto"] }));
  });
  await text(await open(origin));
  const answer = await open(`${plain}/stacks`, { "x-slipway-inner": String(inner) });
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(await text(answer))).toEqual({ url: "/stacks", proto: "https" });
});

test("an upgrade in clear is refused, also after the pages' framework listens for it", async () => {
  let inner: string | string[] | undefined;
  let taken = 0;
  const { origin, plain, port } = await start(async (given, response) => {
    inner = given.headers["x-slipway-inner"];
    const { server } = given.socket as unknown as { server: Server };
    server.on("upgrade", () => {
      taken += 1;
    });
    response.end("a page");
  });
  await text(await open(origin));
  await text(await open(plain, { "x-slipway-inner": String(inner) }));
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  let answer = "";
  for await (const part of socket) answer += String(part);
  expect(answer).toMatch(/^HTTP\/1\.1 426 /);
  expect(taken).toBe(0);
});

test("a named proxy on this machine may speak plain http to the port, and is believed about who asks", async () => {
  const { plain } = await start(echo, ["127.0.0.1"]);
  const page = await open(plain, { "x-forwarded-for": "203.0.113.9" });
  expect(page.statusCode).toBe(200);
  expect(JSON.parse(await text(page)).headers).toMatchObject({
    ...{ "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https" },
  });
  const cookie = `__Host-slipway.session=${await encode({ token: { sessionToken: "t0ken" }, secret: cookieKey })}`;
  const stream = await open(`${plain}/api/stream/events`, { cookie, "sec-fetch-site": "same-origin" });
  expect(await text(stream)).toBe('{"type":"heartbeat"}\n');
});

test("old versions of TLS are refused, upgrades too", async () => {
  const { port } = await start();
  const old = connectTls({
    port,
    host: "127.0.0.1",
    ca: pair.cert,
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "ALL@SECLEVEL=0",
  });
  await expect(once(old, "secureConnect")).rejects.toThrow();
  const socket = connectTls({ port, host: "127.0.0.1", ca: pair.cert });
  socket.write(
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  let answer = "";
  for await (const part of socket) answer += String(part);
  expect(answer).toMatch(/^HTTP\/1\.1 426 /);
});

test("a request in pieces of one byte arrives, over https and in clear", async () => {
  const { port } = await start();
  for (const socket of [connect(port, "127.0.0.1"), connectTls({ port, host: "127.0.0.1", ca: pair.cert })]) {
    socket.setNoDelay(true);
    for (const byte of `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`) {
      socket.write(byte);
      await new Promise(setImmediate);
    }
    let answer = "";
    for await (const part of socket) answer += String(part);
    expect(answer).toMatch(/^HTTP\/1\.1 (200|307) /);
  }
});

test("a renewed certificate is served without a restart; a broken one is told, and the last good one stays", async () => {
  const { web, port } = await start();
  const files = { certificate: join(folder, "certificate.pem"), key: join(folder, "key.pem") };
  const put = ({ cert, key }: { cert: string; key: string }) => {
    writeFileSync(files.certificate, cert);
    writeFileSync(files.key, key);
  };
  const served = async () => {
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
    await once(socket, "secureConnect");
    const print = socket.getPeerX509Certificate()?.fingerprint256;
    socket.destroy();
    return print;
  };
  const print = ({ cert }: { cert: string }) => new X509Certificate(cert).fingerprint256;
  if (!("setSecureContext" in web)) throw new Error("This server speaks no TLS");
  put(pair);
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  keepTlsFilesFresh(files, web, pair, { lookEveryMs: 20, settleMs: 20 });
  const next = makePair();
  put(next);
  await expect.poll(served).toBe(print(next));
  put({ cert: makePair().cert, key: next.key });
  await expect.poll(() => told.mock.calls.join()).toContain("does not belong to the key");
  expect(await served()).toBe(print(next));
  expect(said).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});
