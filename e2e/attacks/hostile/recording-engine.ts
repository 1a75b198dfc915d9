import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";

/** A stand-in for the Docker Engine where every image is there and nothing runs; it writes down what it is asked. */
export type RecordingEngine = {
  socket: string;
  /** Method and address of each call since the last time, as they came over the wire, without the API's version. */
  takeCalls(): string[];
  close(): Promise<void>;
};

const VERSION = {
  Version: "20.10.24",
  ApiVersion: "1.41",
  MinAPIVersion: "1.12",
  Os: "linux",
  Arch: "amd64",
};
const INFO = {
  ID: "recording",
  OSType: "linux",
  Architecture: "x86_64",
  NCPU: 2,
  MemTotal: 16_000_000_000,
  DockerRootDir: "/",
  ServerVersion: VERSION.Version,
  OperatingSystem: "none",
  Driver: "overlay2",
  SecurityOptions: [],
};
const IMAGE = { Id: `sha256:${"0".repeat(64)}`, Os: "linux", Architecture: "amd64", Config: {}, Size: 1 };
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/_ping": "OK",
  "/version": VERSION,
  "/info": INFO,
  "/containers/json": [],
  "/networks": [],
  "/volumes": { Volumes: [], Warnings: null },
};

/** @param folder where the socket is made */
export async function startRecordingEngine(folder: string): Promise<RecordingEngine> {
  const socket = join(folder, "engine.sock");
  const calls: string[] = [];
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const address = (request.url ?? "/").replace(/^\/v[\d.]+(?=\/)/, "");
    calls.push(`${request.method} ${address}`);
    const path = address.replace(/\?.*$/, "");
    response.setHeader("api-version", VERSION.ApiVersion);
    response.setHeader("ostype", VERSION.Os);
    if (path === "/events") {
      streams.add(response);
      response.flushHeaders();
      return;
    }
    const answer = /^\/images\/.+\/json$/.test(path) ? IMAGE : ANSWERS[path];
    if (answer === undefined) response.writeHead(404).end(JSON.stringify({ message: "nothing here" }));
    else response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    takeCalls: () => calls.splice(0),
    close: () => {
      for (const stream of streams) stream.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
