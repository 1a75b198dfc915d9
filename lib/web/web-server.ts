import { randomBytes } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Server as TlsServer } from "node:https";
import { networkInterfaces } from "node:os";
import { PanelError } from "@/lib/errors";
import { allowedHosts } from "@/lib/web/allowed-hosts";
import { answerApiCall } from "@/lib/web/api-calls";
import { isApiPath } from "@/lib/web/api-path";
import { sendError } from "@/lib/web/error-answer";
import type { PageHandler } from "@/lib/web/next-handler";
import { answerPage, setForwardedHeaders, workerAnswers } from "@/lib/web/page-request";
import { answerPlain } from "@/lib/web/plain-answer";
import { refuseUpgrades } from "@/lib/web/refuse-upgrades";
import { refuseRequest } from "@/lib/web/request-guard";
import { requestPeer } from "@/lib/web/request-peer";
import { securityHeaders } from "@/lib/web/security-headers";
import { findCookie, readSessionToken, sessionCookieName } from "@/lib/web/session-cookie";
import { pipeStream } from "@/lib/web/stream-pipe";
import { findStreamTarget } from "@/lib/web/stream-targets";
import type { TlsPair } from "@/lib/web/tls-files";
import { createTlsServer } from "@/lib/web/tls-listener";
import type { WebSettings } from "@/lib/web/web-settings";

export type WebServerOptions = {
  settings: WebSettings;
  cookieKey: string;
  pages: PageHandler;
  /** Where the settings say https. */
  tls: TlsPair | null;
};

/** The network's side of the panel: checks, streams, and everything else to the pages. */
export function createWebServer({ settings, cookieKey, pages, tls }: WebServerOptions): Server | TlsServer {
  const secure = settings.url.protocol === "https:";
  const headers = Object.entries(securityHeaders(secure));
  const cookieName = sessionCookieName(secure);
  const hostsNow = () =>
    allowedHosts({ ...settings, scheme: tls === null ? "http" : "https" }, ownAddresses());
  // Proves that a plain request to the port for https is the pages' own, see `setForwardedHeaders`.
  const innerProof = randomBytes(16).toString("base64url");

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of headers) response.setHeader(name, value);
    const path = request.url ?? "/";
    const method = request.method ?? "GET";
    const hosts = hostsNow();
    const refusal = refuseRequest({ method, path, headers: request.headers }, hosts);
    if (refusal !== null) {
      const { status, code, message, fix } = refusal;
      response.setHeader("connection", "close");
      sendError(response, status, new PanelError(code, message, { fix }));
      return;
    }
    const peer = requestPeer(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"],
      settings.proxies,
    );
    if (isApiPath(path)) {
      await answerApiCall(request, response, { socketPath: settings.workerSocket, peer });
      return;
    }
    if (path.startsWith("/api/stream/") || path.startsWith("/api/download/")) {
      const target = method === "GET" ? findStreamTarget(path) : null;
      if (target === null) {
        sendError(response, 404, new PanelError("not-found", "There is nothing at this address"));
        return;
      }
      const token = await readSessionToken(findCookie(request.headers.cookie, cookieName), cookieKey);
      await pipeStream(target, { socketPath: settings.workerSocket, token, peer }, response);
      return;
    }
    const origin = hosts.get(request.headers.host?.toLowerCase() ?? "") ?? settings.url.origin;
    setForwardedHeaders(request, { peer, origin: new URL(origin), innerProof });
    await answerPage(request, response, { pages, workerSocket: settings.workerSocket });
  }

  async function handlePlain(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers["x-slipway-inner"] === innerProof) return handle(request, response);
    await answerPlain(request, response, hostsNow(), () => workerAnswers(settings.workerSocket));
  }

  const answering =
    (work: typeof handle): RequestListener =>
    (request, response) => {
      work(request, response).catch((error: unknown) => {
        console.error(error);
        sendError(response, 500, new PanelError("unexpected", "The page could not be made"));
      });
    };
  const server =
    tls === null
      ? createServer(answering(handle))
      : createTlsServer(tls, {
          onRequest: answering(handle),
          onPlain: answering(handlePlain),
          proxies: settings.proxies,
        });
  refuseUpgrades(server);
  // Long enough for a browser that keeps its connection between clicks; streams are not idle.
  server.keepAliveTimeout = 30_000;
  return server;
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).map(({ address }) => address),
  );
}
