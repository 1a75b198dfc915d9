import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";

/**
 * A stand-in for the Docker Engine that holds nothing and where nothing ever happens, so that every call can be put
 * down to who asked. It answers what the worker asks by itself, and refuses everything else.
 */
export type QuietEngine = {
  socket: string;
  /** Calls so far, without the ones that the worker makes of its own accord. */
  calls(): readonly string[];
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
  ID: "quiet",
  OSType: "linux",
  Architecture: "x86_64",
  NCPU: 2,
  MemTotal: 4_000_000_000,
  DockerRootDir: "/var/lib/docker",
  ServerVersion: VERSION.Version,
  OperatingSystem: "quiet",
  Driver: "overlay2",
  SecurityOptions: [],
};

/** What the worker asks by itself, of its own clock. */
const OWN_ACCORD: Readonly<Record<string, unknown>> = {
  "/_ping": "OK",
  "/version": VERSION,
  "/info": INFO,
  "/containers/json": [],
  "/events": null,
};

/** @param folder where the socket is made */
export async function startQuietEngine(folder: string): Promise<QuietEngine> {
  const socket = join(folder, "engine.sock");
  const calls: string[] = [];
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://engine").pathname.replace(/^\/v[\d.]+(?=\/)/, "");
    const known = OWN_ACCORD[path];
    if (request.method !== "GET" && request.method !== "HEAD") calls.push(`${request.method} ${path}`);
    else if (known === undefined) calls.push(`GET ${path}`);
    response.setHeader("api-version", VERSION.ApiVersion);
    response.setHeader("ostype", VERSION.Os);
    if (path === "/events") {
      streams.add(response);
      response.flushHeaders();
      return;
    }
    if (known === undefined) response.writeHead(404).end(JSON.stringify({ message: "nothing here" }));
    else response.end(typeof known === "string" ? known : JSON.stringify(known));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    calls: () => calls,
    close: () => {
      for (const stream of streams) stream.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
