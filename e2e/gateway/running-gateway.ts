import http from "node:http";
import type { AddressInfo } from "node:net";
import { readDeclaration } from "@/e2e/images/recipes/supabase-gateway/declaration.mjs";
import { createGateway } from "@/e2e/images/recipes/supabase-gateway/gateway.mjs";

/** What the service behind the gateway saw. */
export type Seen = { host: string; method: string; path: string; headers: http.IncomingHttpHeaders };
export type GatewayAnswer = {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  seen: Seen | null;
};
export type RunningGateway = {
  ask(request: {
    method: string;
    path: string;
    headers?: Readonly<Record<string, string>>;
    socket?: boolean;
  }): Promise<GatewayAnswer>;
  close(): Promise<void>;
};

/** The stand-in's gateway over a declarative file, before one service that plays all of them and tells what it saw. */
export async function runningGateway(file: string): Promise<RunningGateway> {
  const answered = new Map<string, Seen>();
  const note = (request: http.IncomingMessage): Seen => {
    const { host = "" } = request.headers;
    const seen = { host, method: request.method ?? "", path: request.url ?? "", headers: request.headers };
    answered.set(String(request.headers["x-test-id"]), seen);
    return seen;
  };
  const service = http.createServer((request, response) => {
    note(request);
    response.writeHead(200, { "content-type": "text/plain" }).end("from the service");
  });
  service.on("upgrade", (request, socket) => {
    note(request);
    socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  });
  const servicePort = await listening(service);
  const gateway = createGateway(readDeclaration(file), {
    locate: () => ({ host: "127.0.0.1", port: servicePort }),
  });
  const port = await listening(gateway);
  let count = 0;
  return {
    async ask({ method, path, headers = {}, socket = false }) {
      count += 1;
      const id = String(count);
      const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
      const answer = await new Promise<Omit<GatewayAnswer, "seen">>((resolve, reject) => {
        const request = http.request(
          {
            host: "127.0.0.1",
            port,
            method,
            path,
            headers: { "x-test-id": id, ...headers, ...(socket && upgrade) },
          },
          async (response) => {
            const body = (await response.toArray()).join("");
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
          },
        );
        request.on("upgrade", (response, connection) => {
          connection.destroy();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: "" });
        });
        request.on("error", reject);
        request.end();
      });
      return { ...answer, seen: answered.get(id) ?? null };
    },
    async close() {
      for (const server of [gateway, service]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function listening(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
