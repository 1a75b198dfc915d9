import { lookup } from "node:dns/promises";
import { get } from "node:https";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { type PeerCertificate, TLSSocket } from "node:tls";
import type { Network, ServedCertificate, Visit } from "@/lib/ports/network";

const RESOLVE_MS = 3000;
const CONNECT_MS = 1000;
const VISIT_MS = 5000;

/** Interfaces that Docker makes: nobody outside reaches this host by their addresses. */
const ENGINE_INTERFACE = /^(docker\d|br-[0-9a-f]{12}|veth)/;

/** The machine that this process runs on. */
export const nodeNetwork: Network = {
  addresses() {
    const found = Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
      ENGINE_INTERFACE.test(name) ? [] : (entries ?? []),
    );
    const outward = found.filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address));
    return outward.map(({ address }) => address).sort((a, b) => Number(isPrivate(a)) - Number(isPrivate(b)));
  },

  async resolve(name) {
    const late = new Promise<null>((resolve) => setTimeout(resolve, RESOLVE_MS, null).unref());
    const asked = lookup(name, { all: true }).then(
      (found) => [...new Set(found.map(({ address }) => address))],
      // A name that is not there is an answer; a resolver that fails is none.
      (error: unknown) => (codeOf(error) === "ENOTFOUND" || codeOf(error) === "ENODATA" ? [] : null),
    );
    return Promise.race([asked, late]);
  },

  connects(address, port) {
    return new Promise((resolve) => {
      const socket = connect({ host: address, port, timeout: CONNECT_MS });
      const end = (answer: boolean) => {
        socket.destroy();
        resolve(answer);
      };
      socket.once("connect", () => end(true));
      socket.once("timeout", () => end(false));
      socket.once("error", () => end(false));
    });
  },

  visit(name) {
    return new Promise((resolve) => {
      let certificate: ServedCertificate | null = null;
      const fail = (problem: string) => resolve({ certificate, status: null, problem } satisfies Visit);
      const request = get({
        host: "127.0.0.1",
        port: 443,
        servername: name,
        path: "/",
        headers: { host: name },
        // Who signed it is shown; a private authority is no reason to see nothing.
        rejectUnauthorized: false,
        timeout: VISIT_MS,
        agent: false,
      });
      request.once("socket", (socket) =>
        socket.once("secureConnect", () => {
          if (socket instanceof TLSSocket) certificate = certificateOf(socket.getPeerCertificate());
        }),
      );
      request.once("response", (response) => {
        response.destroy();
        if (certificate === null) fail("showed no certificate");
        else resolve({ certificate, status: response.statusCode ?? 0 });
      });
      request.once("timeout", () => request.destroy(new Error("did not answer in time")));
      request.once("error", (error) => fail(problemOf(error)));
    });
  },
};

function certificateOf(peer: PeerCertificate): ServedCertificate | null {
  if (peer.valid_to === undefined) return null;
  const alternatives = (peer.subjectaltname ?? "").split(", ");
  return {
    names: alternatives.flatMap((text) => (text.startsWith("DNS:") ? [text.slice(4)] : [])),
    issuer: [peer.issuer.O, peer.issuer.CN].flat().filter(Boolean).join(", "),
    validFrom: new Date(peer.valid_from),
    validTo: new Date(peer.valid_to),
  };
}

function problemOf(error: Error): string {
  if (codeOf(error) === "ECONNREFUSED") return "nothing listens on port 443";
  if (/alert (internal error|unrecognized name|handshake failure)/i.test(error.message)) {
    return "there is no certificate for it yet";
  }
  return error.message;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Addresses that only a local network knows (RFC 1918, RFC 6598, RFC 3927, RFC 4193). */
function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd])/i.test(
    address,
  );
}
