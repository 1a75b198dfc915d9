import {
  decideAccess,
  decideToken,
  type Entrance,
  type KnownCaller,
  needsProof,
  needsSecretsScope,
} from "@/lib/api/access";
import type { RouteContract } from "@/lib/api/contract/route";
import { PanelError } from "@/lib/errors";

/** @throws PanelError `not-found`, `not-signed-in`, `not-allowed` unless the caller may call the route */
export function requireAccess(
  route: RouteContract,
  entrance: Entrance,
  known: KnownCaller | null,
  path: string,
): void {
  const verdict = decideAccess(route.access, entrance, known?.operator.role ?? null);
  if (verdict === "absent") throw noRoute(path);
  if (verdict === "not-signed-in")
    throw new PanelError("not-signed-in", "Sign in first", { fix: "Sign in with name and password." });
  if (verdict === "not-allowed") {
    throw new PanelError("not-allowed", `This takes the role ${route.access}`, {
      fix: "Ask an owner of the panel",
    });
  }
  if (!known?.token || decideToken(route.token, known.token.scope)) return;
  if (route.token === "never") {
    throw new PanelError("not-allowed", "This is not done by an API token", {
      fix: "Sign in to the panel: accounts, sessions, tokens and the panel's own settings are for people alone",
    });
  }
  throw scopeMissing(route.token);
}

/** @throws PanelError `proof-needed`; `not-allowed` for an API token, which no password is given with */
export function requireProof(
  route: RouteContract,
  known: KnownCaller | null,
  body: unknown,
  now: Date,
): void {
  if (known?.token) {
    if (needsSecretsScope(route.fresh, known.token.scope, body)) throw scopeMissing("secrets");
    return;
  }
  if (!needsProof(route.fresh, known?.session ?? null, body, now)) return;
  throw new PanelError("proof-needed", "This takes your password again", {
    fix: "Give it, then go on: it counts for 5 minutes",
  });
}

export function noRoute(path: string): PanelError {
  return new PanelError("not-found", `There is no ${path.slice(0, 200)} here`, {
    fix: "GET /v1/openapi.json lists what there is",
  });
}

function scopeMissing(scope: string): PanelError {
  return new PanelError("not-allowed", `This takes an API token with the scope ${scope}`, {
    fix: "Make one under Settings › API tokens, and end this one if it is not needed",
  });
}
