import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runSlipway } from "@/lib/command-line/run-slipway";
import { makeCertificate } from "@/lib/launch/certificate/make-certificate.mjs";

const TOKEN = `slipway_${"a".repeat(43)}`;
let folder: string;
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-remote-"));
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true });
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function slipway(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runSlipway(words, {
    ...{ folder, environment: { SLIPWAY_TOKEN: TOKEN, ...environment } },
    ...{ print: (text: string) => out.push(text), note: (text: string) => err.push(text) },
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const empty: RequestListener = (_, response) => response.end('{"stacks":[]}');

it("calls the panel of SLIPWAY_URL with the token", async () => {
  const seen: unknown[] = [];
  const port = await portOf(
    createServer((request, response) => {
      seen.push([request.method, request.url, request.headers.authorization]);
      empty(request, response);
    }),
  );
  const { code, err } = await slipway(["stacks", "list"], { SLIPWAY_URL: `http://127.0.0.1:${port}/` });
  expect([code, err]).toEqual([0, ""]);
  expect(seen).toEqual([["GET", "/api/v1/stacks", `Bearer ${TOKEN}`]]);
});

it("says what the panel said, in its words and exit codes", async () => {
  const port = await portOf(
    createServer((_, response) => {
      response.statusCode = 403;
      const view = {
        code: "not-allowed",
        message: "This takes an API token with the scope deploy",
        fix: "Make one",
      };
      response.end(JSON.stringify(view));
    }),
  );
  const { code, err } = await slipway(["stacks", "stop", "cms"], { SLIPWAY_URL: `http://127.0.0.1:${port}` });
  expect([code, err]).toEqual([5, "slipway: This takes an API token with the scope deploy\nMake one"]);
});

it("trusts the panel's own certificate where SLIPWAY_CA names it, and says so where it does not", async () => {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const times = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 60_000) };
  const certificate = makeCertificate({ key, names: ["127.0.0.1"], serial: new Uint8Array([1]), ...times });
  const keyPem = key.export({ type: "pkcs8", format: "pem" });
  const port = await portOf(createTlsServer({ cert: certificate, key: keyPem }, empty));
  const SLIPWAY_URL = `https://127.0.0.1:${port}`;
  const refused = await slipway(["stacks", "list"], { SLIPWAY_URL });
  expect([refused.code, refused.err]).toEqual([6, expect.stringContaining("SLIPWAY_CA")]);
  writeFileSync(join(folder, "panel.pem"), certificate);
  const trusted = await slipway(["stacks", "list"], { SLIPWAY_URL, SLIPWAY_CA: "panel.pem" });
  expect([trusted.code, trusted.err]).toEqual([0, ""]);
});

it("says where nobody answers, and that a token travels in clear", async () => {
  const port = await portOf(createServer());
  servers.pop()?.close();
  const { code, err } = await slipway(["stacks", "list"], { SLIPWAY_URL: `http://127.0.0.1:${port}` });
  expect([code, err]).toEqual([6, expect.stringContaining(`no answer from http://127.0.0.1:${port}`)]);
  const clear = await slipway(["stacks", "list"], { SLIPWAY_URL: "http://panel.invalid:9" });
  expect([clear.code, clear.err]).toEqual([6, expect.stringContaining("travels in clear")]);
});

it.each([
  ["SLIPWAY_TOKEN", { SLIPWAY_TOKEN: "t0ken", SLIPWAY_URL: "https://panel.example.com" }],
  ["SLIPWAY_URL", {}],
  ["SLIPWAY_URL", { SLIPWAY_URL: "panel.example.com" }],
  ["SLIPWAY_CA", { SLIPWAY_URL: "https://panel.example.com", SLIPWAY_CA: "missing.pem" }],
])("says that %s is wrong", async (name, environment) => {
  const { code, err } = await slipway(["stacks", "list"], environment);
  expect([code, err]).toEqual([2, expect.stringContaining(name)]);
});

it.each([["people", "list"], ["setup-link"], ["backup"]])("does %s on the server alone", async (...words) => {
  const { code, err } = await slipway(words, { SLIPWAY_URL: "https://panel.example.com" });
  expect([code, err]).toEqual([5, expect.stringContaining("on the panel's own server")]);
});
