import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";

/** A call as it came over the wire, without the API's version. */
export type EngineCall = { method: string; path: string; query: string; answered: boolean };

/** A stand-in for the Docker Engine in which nothing ever happens, so that every call can be put down to who asked. */
export type StandInEngine = {
  socket: string;
  calls: EngineCall[];
  close(): Promise<void>;
};

/** What the engine says to a GET or HEAD of a path; undefined where there is nothing by that name. */
export type EngineAnswers = (path: string) => unknown;

const VERSION = {
  Version: "20.10.24",
  ApiVersion: "1.41",
  MinAPIVersion: "1.12",
  Os: "linux",
  Arch: "amd64",
};
const INFO = {
  ID: "stand-in",
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

/** What the worker asks by its own clock. */
const OWN_ACCORD: Readonly<Record<string, unknown>> = {
  "/_ping": "OK",
  "/version": VERSION,
  "/info": INFO,
  "/containers/json": [],
};
const EVENTS = "/events";

/**
 * Starts the stand-in. It answers what the worker asks by itself; all else is refused unless `more` knows it.
 * @param folder where the socket is made
 */
export async function startStandInEngine(
  folder: string,
  more: EngineAnswers = () => undefined,
): Promise<StandInEngine> {
  const socket = join(folder, "engine.sock");
  const calls: EngineCall[] = [];
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const address = (request.url ?? "/").replace(/^\/v[\d.]+(?=\/)/, "");
    const [path = "", query = ""] = address.split("?", 2);
    const method = request.method ?? "";
    const answer = OWN_ACCORD[path] ?? more(path);
    calls.push({ method, path, query, answered: path === EVENTS || answer !== undefined });
    response.setHeader("api-version", VERSION.ApiVersion);
    response.setHeader("ostype", VERSION.Os);
    if (path === EVENTS) {
      streams.add(response);
      response.flushHeaders();
    } else if (answer === undefined) response.writeHead(404).end(JSON.stringify({ message: "nothing here" }));
    else response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    calls,
    close: () => {
      for (const stream of streams) stream.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
