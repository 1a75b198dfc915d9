import type { Hono } from "hono";
import type { Entrance } from "@/lib/api/access";
import { type RouteId, routes } from "@/lib/api/contract/routes";
import type { OperatorView } from "@/lib/api/contract/views";
import type { Handlers } from "@/lib/api/handler";
import { type ApiServices, createApi } from "@/lib/api/server";
import { PanelError } from "@/lib/errors";
import type { LogLevel } from "@/lib/ports/log";

type Call = { id: string; input: unknown; caller: unknown };

const NOW = new Date("2026-03-01T10:00:00Z");

/** A token for each role: `token-of-a-viewer-1234`. */
export const tokenOf = (role: OperatorView["role"]) => `token-of-a-${role}-1234`;

/** An API whose handlers only note that they were called; some answer what a test gives them. */
export function openTestApi(given: Partial<Handlers> = {}, services: Partial<ApiServices> = {}) {
  const calls: Call[] = [];
  const logged: { level: LogLevel; event: string; fields: unknown }[] = [];
  const noted = Object.fromEntries(
    (Object.keys(routes) as RouteId[]).map((id) => [
      id,
      (input: unknown, caller: unknown) => {
        calls.push({ id, input, caller });
        const { response } = routes[id];
        if ("lines" in response || "text" in response) return noLines();
        return Promise.resolve(
          "file" in response
            ? { fileName: "a.tar", contentType: response.file, bytes: new Uint8Array(3) }
            : {},
        );
      },
    ]),
  ) as unknown as Handlers;
  const all: ApiServices = {
    handlers: { ...noted, ...given },
    checkSession: async (tokenHash) => {
      const role = (["viewer", "operator", "owner"] as const).find((word) => tokenHash === tokenOf(word));
      if (role === undefined) return null;
      const operator = { id: role, name: role, role };
      return { operator, tokenHash, expiresAt: new Date("2030-01-01"), provedAt: NOW };
    },
    checkToken: async () => {
      throw new PanelError("not-signed-in", "There is no such API token");
    },
    tokenHolds: async () => false,
    hashToken: (token) => token,
    onSignedOut: () => () => {},
    stopping: new AbortController().signal,
    now: () => NOW,
    newId: () => "report-1",
    log: (level, event, fields) => logged.push({ level, event, fields }),
    ...services,
  };
  const open = (entrance: Entrance): Hono => createApi(entrance, all);
  return { web: open("web"), control: open("control"), calls, logged };
}

async function* noLines(): AsyncGenerator<never, void, undefined> {}

/** A path and body for a route, right as far as its form goes. */
export function exampleCall(id: RouteId): { path: string; init: RequestInit } {
  const route = routes[id];
  const filled = route.path.replace(/:(\w+)/g, (_, name: string) => PARAMS[name] ?? "example");
  const path = `${filled}${QUERIES[id] ?? ""}`;
  const body = "body" in route ? JSON.stringify(BODIES[id] ?? {}) : undefined;
  return {
    path,
    init: {
      method: route.method,
      ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
    },
  };
}

const PARAMS: Readonly<Record<string, string>> = {
  revision: "1",
  place: "folder",
  name: "slipway-2026-11-21T05-00-00Z.backup",
};

/** Of the routes that cannot do without one. */
const QUERIES: Partial<Record<RouteId, string>> = { "functions.read-file": "?path=index.ts" };

const SIGNED = {
  id: "aa",
  response: { clientDataJSON: "aa", authenticatorData: "aa", signature: "aa" },
};

const BODIES: Partial<Record<RouteId, unknown>> = {
  "backups.settings": { schedule: { every: "day", hour: 5, weekday: 0 }, keep: 7, folder: "", s3: null },
  "domains.save": { email: "", directory: "", roots: "", publicAddresses: [], panel: false },
  "setup.owner": { token: "t", name: "ann", password: "long enough" },
  "sessions.code": { challenge: "c", code: "123456" },
  "tokens.create": { name: "ci", scope: "read" },
  "second-factor.confirm": { code: "123456" },
  "password.reset": { token: "t", password: "long enough" },
  "sessions.prove": { password: "p" },
  "sessions.create": { name: "ann", password: "p" },
  "people.invite": { role: "viewer" },
  "people.set-role": { role: "viewer" },
  "people.remove": { confirmName: "ann" },
  "invitations.look": { token: "t" },
  "invitations.accept": { token: "t", name: "ann", password: "long enough" },
  "passkeys.sign-in": SIGNED,
  "passkeys.prove": SIGNED,
  "passkeys.add": {
    name: "phone",
    passkey: { id: "aa", response: { clientDataJSON: "aa", attestationObject: "aa" } },
  },
  "passkeys.rename": { name: "phone" },
  "password.change": { current: "p", next: "long enough" },
  "drafts.check": { kind: "directus" },
  "stacks.create": { kind: "directus" },
  "imports.review": { env: "JWT_EXPIRY=3600" },
  "imports.create": { env: "JWT_EXPIRY=3600" },
  "stacks.remove": { confirmName: "blog" },
  "stacks.test-mail": { to: "ann@example.com" },
  "revisions.create": { base: 1 },
  "stacks.renew-secrets": { base: 1, names: ["secret"] },
  "stacks.give-secrets": { base: 1, secrets: { secret: "s" } },
  "stacks.mint-token": { subject: "ann" },
  "functions.create": { name: "hello" },
  "functions.save-file": { path: "index.ts", text: "", base: null },
  "functions.remove-file": { path: "index.ts", base: "0".repeat(64) },
  "functions.upload": { archive: "AAAA", base: null },
  "functions.remove": { confirmName: "hello" },
  "stack-backups.restore": { confirmName: "blog" },
  "keys.verify": { token: "t" },
};
