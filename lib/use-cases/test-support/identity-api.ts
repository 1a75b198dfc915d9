import { once } from "node:events";
import { auditHandlers } from "@/lib/api/handlers/audit";
import { identityHandlers } from "@/lib/api/handlers/identity";
import { passkeyHandlers } from "@/lib/api/handlers/passkeys";
import { peopleHandlers } from "@/lib/api/handlers/people";
import { secondFactorHandlers } from "@/lib/api/handlers/second-factor";
import { tokenHandlers } from "@/lib/api/handlers/tokens";
import { openTestApi } from "@/lib/api/test-api";
import { checkSession } from "@/lib/use-cases/identity/check-session";
import { checkToken, tokenHolds } from "@/lib/use-cases/identity/check-token";
import { testIdentity } from "@/lib/use-cases/test-support/test-identity";

/** A stream that says nothing and never ends by itself. */
const silence = (_: unknown, __: unknown, signal: AbortSignal): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({
    next: async () => {
      if (!signal.aborted) await once(signal, "abort");
      return { done: true, value: undefined };
    },
  }),
});

/** The API with people and sessions in memory behind it; all else only notes that it was called. */
export function identityApi() {
  const people = testIdentity();
  const { services } = people;
  const handlers = {
    ...identityHandlers(services),
    ...auditHandlers(services.audit),
    ...peopleHandlers(services),
    ...secondFactorHandlers(services),
    ...tokenHandlers(services),
    ...passkeyHandlers(services),
    events: silence,
  };
  const api = openTestApi(handlers, {
    checkSession: (hash) => checkSession(services, hash),
    checkToken: (hash, from) => checkToken(services, hash, from),
    tokenHolds: (hash) => tokenHolds(services, hash),
    hashToken: services.tokens.hash,
    onSignedOut: (hash, listener) => services.sessionEnds.listen(hash, listener),
    now: services.now,
  });
  const call = (token: string, method: string, path: string, body?: object) =>
    api.web.request(path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  /** The last line of the session's stream, once that has ended. */
  const streamEnd = async (token: string) => {
    const text = await (await call(token, "GET", "/v1/events")).text();
    return JSON.parse(text.trim().split("\n").at(-1) ?? "");
  };
  /** Status and body, by a caller without a session from this address. */
  const visit = async (path: string, body: object, peer = "192.0.2.7") => {
    const headers = { "content-type": "application/json", "x-slipway-peer": peer };
    const response = await api.web.request(path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  return { ...people, ...api, call, streamEnd, visit };
}
