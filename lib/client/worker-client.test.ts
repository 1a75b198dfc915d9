import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "@/lib/api/contract/routes";
import { WorkerClient } from "@/lib/client/worker-client";

let folder: string;
let socketPath: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-client-"));
  socketPath = join(folder, "worker.sock");
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function serve(listener: RequestListener): Promise<WorkerClient> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(socketPath, resolve));
  return new WorkerClient({ socketPath, token: "t0ken", peer: "192.0.2.7" });
}

test("a call carries method, encoded path, query, body, token and peer", async () => {
  const seen: unknown[] = [];
  const client = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { authorization, "x-slipway-peer": peer } = request.headers;
      seen.push([request.method, request.url, authorization, peer, body]);
      response.end('{"jobs":[]}');
    });
  });
  await client.call(routes["jobs.list"], { query: { stack: "a b&c", limit: 5 } });
  await client.call(routes["stacks.restart"], { params: { stack: "a/b?" }, body: { service: "db" } });
  expect(seen).toEqual([
    ["GET", "/v1/jobs?stack=a+b%26c&limit=5", "Bearer t0ken", "192.0.2.7", ""],
    ["POST", "/v1/stacks/a%2Fb%3F/restart", "Bearer t0ken", "192.0.2.7", '{"service":"db"}'],
  ]);
});

test.each(["..", ".", ""])("a parameter %j never leaves the client", async (stack) => {
  const client = new WorkerClient({ socketPath });
  await expect(client.call(routes["stacks.show"], { params: { stack } })).rejects.toMatchObject({
    code: "input-invalid",
  });
});

test("a refusal arrives as the error that the worker named", async () => {
  const client = await serve((_, response) => {
    response.statusCode = 409;
    response.end(
      JSON.stringify({ code: "stack-busy", message: "A job runs", fix: "Wait", details: { jobId: "j1" } }),
    );
  });
  await expect(client.call(routes["stacks.stop"], { params: { stack: "cms" } })).rejects.toMatchObject({
    code: "stack-busy",
    message: "A job runs",
    details: { fix: "Wait", jobId: "j1" },
  });
});

test("an answer that is no error of ours is unexpected, with its status", async () => {
  const client = await serve((_, response) => {
    response.statusCode = 500;
    response.end("<html>oops");
  });
  await expect(client.call(routes["stacks.list"], {})).rejects.toMatchObject({
    code: "unexpected",
    message: expect.stringContaining("500"),
  });
});

test("nobody listening is worker-unreachable, with a fix", async () => {
  const client = new WorkerClient({ socketPath });
  await expect(client.call(routes.health, {})).rejects.toMatchObject({
    code: "worker-unreachable",
    details: { fix: expect.stringContaining("npm start") },
  });
});

test.each([
  ["before the head", () => {}],
  ["within the body", (_: unknown, response: { write(text: string): void }) => response.write("{")],
])("a worker that falls silent %s meets the deadline", async (_, listener) => {
  const client = await serve(listener as RequestListener);
  await expect(client.call(routes.health, {}, { deadlineMs: 80 })).rejects.toMatchObject({
    code: "deadline-passed",
  });
});

test("lines arrive whole however the stream is cut, and leaving the loop closes it", async () => {
  let closed: (() => void) | undefined;
  const sawClose = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const client = await serve((_, response) => {
    response.on("close", () => closed?.());
    const text = Buffer.from('{"type":"heartbeat","at":"ä1"}\n{"type":"heartbeat","at":"2"}\n');
    response.write(text.subarray(0, 27));
    setTimeout(() => response.write(text.subarray(27)), 10);
  });
  const seen: string[] = [];
  for await (const line of client.lines(routes.events, {})) {
    if (line.type === "heartbeat") seen.push(line.at);
    if (seen.length === 2) break;
  }
  expect(seen).toEqual(["ä1", "2"]);
  await sawClose;
});

test("a stream that the worker's death cuts is worker-unreachable", async () => {
  const client = await serve((_, response) => {
    response.write('{"type":"heartbeat","at":"1"}\n');
    setTimeout(() => response.destroy(), 20);
  });
  const read = async () => {
    for await (const line of client.lines(routes.events, {})) expect(line.type).toBe("heartbeat");
  };
  await expect(read()).rejects.toMatchObject({ code: "worker-unreachable" });
});

test("a refusal whose body never comes meets the deadline too", async () => {
  const client = await serve((_, response) => {
    response.statusCode = 500;
    response.write('{"code":');
  });
  await expect(client.call(routes.health, {}, { deadlineMs: 80 })).rejects.toMatchObject({
    code: "deadline-passed",
  });
});
