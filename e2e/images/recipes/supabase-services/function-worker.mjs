import { parentPort, workerData } from "node:worker_threads";
import { pretendDeno } from "./deno.mjs";

/** Runs one function for one request, apart from all others. */
const { entry, call } = workerData;
const handler = pretendDeno();
await import(entry);
const body = call.body.length > 0 ? call.body : undefined;
const response = await handler()(new Request(call.url, { method: call.method, headers: call.headers, body }));
parentPort?.postMessage({
  status: response.status,
  headers: [...response.headers],
  body: new Uint8Array(await response.arrayBuffer()),
});
