import { describe, expect, it } from "vitest";
import type { RouteAccess, RouteContract, RouteFresh } from "@/lib/api/contract/route";
import { type RouteId, routes } from "@/lib/api/contract/routes";
import { exampleCall, openTestApi, tokenOf } from "@/lib/api/test-api";

const CALLERS = ["stranger", "viewer", "operator", "owner", "control"] as const;
type CallerName = (typeof CALLERS)[number];

/** What each caller gets from a route of each access: the whole policy, on one page. */
const EXPECTED: Record<RouteAccess, Record<CallerName, number>> = {
  public: { stranger: 200, viewer: 200, operator: 200, owner: 200, control: 200 },
  local: { stranger: 404, viewer: 404, operator: 404, owner: 404, control: 200 },
  viewer: { stranger: 401, viewer: 200, operator: 200, owner: 200, control: 200 },
  operator: { stranger: 401, viewer: 403, operator: 200, owner: 200, control: 200 },
  owner: { stranger: 401, viewer: 403, operator: 403, owner: 200, control: 200 },
};

/** Which route is whose; a new route is added here on purpose, after somebody thought about it. */
const ACCESS: Record<RouteId, RouteAccess> = {
  health: "public",
  openapi: "viewer",
  events: "viewer",
  "engine.show": "viewer",
  "address.show": "viewer",
  "domains.show": "viewer",
  "domains.save": "owner",
  "domains.apply": "operator",
  "exposure.show": "viewer",
  "backup.create": "local",
  "backups.list": "owner",
  "backups.status": "viewer",
  "backups.run": "owner",
  "backups.settings": "owner",
  "backups.test": "owner",
  "backups.download": "owner",
  "backups.remove": "owner",
  "setup.state": "public",
  "setup.link": "local",
  "setup.owner": "public",
  "sessions.create": "public",
  "sessions.code": "public",
  "sessions.current": "viewer",
  "sessions.prove": "viewer",
  "sessions.proved": "viewer",
  "sessions.end": "viewer",
  "sessions.list": "viewer",
  "sessions.end-others": "viewer",
  "sessions.end-one": "viewer",
  "password.change": "viewer",
  "audit.list": "owner",
  "audit.csv": "owner",
  "audit.ndjson": "owner",
  "people.list": "owner",
  "people.invite": "owner",
  "people.revoke": "owner",
  "people.set-role": "owner",
  "people.remove": "owner",
  "people.reset-second-factor": "owner",
  "people.reset-passkeys": "owner",
  "people.reset-link": "local",
  "password.reset": "public",
  "second-factor.show": "viewer",
  "second-factor.begin": "viewer",
  "second-factor.confirm": "viewer",
  "second-factor.recovery-codes": "viewer",
  "second-factor.off": "viewer",
  "tokens.list": "viewer",
  "tokens.create": "viewer",
  "tokens.end": "viewer",
  "passkeys.offer": "public",
  "passkeys.sign-in-options": "public",
  "passkeys.sign-in": "public",
  "passkeys.prove-options": "viewer",
  "passkeys.prove": "viewer",
  "passkeys.list": "viewer",
  "passkeys.add-options": "viewer",
  "passkeys.add": "viewer",
  "passkeys.rename": "viewer",
  "passkeys.remove": "viewer",
  "invitations.look": "public",
  "invitations.accept": "public",
  "drafts.check": "operator",
  "stacks.list": "viewer",
  "stacks.create": "operator",
  "imports.review": "operator",
  "imports.create": "operator",
  "stacks.show": "viewer",
  "stacks.plan": "operator",
  "stacks.deploy": "operator",
  "stacks.start": "operator",
  "stacks.stop": "operator",
  "stacks.restart": "operator",
  "stacks.down": "operator",
  "stacks.remove": "operator",
  "stacks.actions": "viewer",
  "stacks.act": "operator",
  "stacks.test-mail": "operator",
  "stacks.probe": "operator",
  "stacks.service": "viewer",
  "stacks.logs": "viewer",
  "stacks.log-file": "viewer",
  "stacks.reveal": "operator",
  "stacks.secrets": "viewer",
  "stacks.renew-secrets": "operator",
  "stacks.give-secrets": "operator",
  "stacks.mint-token": "operator",
  "revisions.list": "viewer",
  "revisions.create": "operator",
  "revisions.files": "viewer",
  "revisions.download": "operator",
  "functions.list": "viewer",
  "functions.show": "viewer",
  "functions.create": "operator",
  "functions.read-file": "operator",
  "functions.save-file": "operator",
  "functions.remove-file": "operator",
  "functions.upload": "operator",
  "functions.download": "operator",
  "functions.remove": "operator",
  "stack-backups.list": "operator",
  "stack-backups.create": "operator",
  "stack-backups.restore": "owner",
  "stack-backups.removed": "operator",
  "stack-backups.verify": "operator",
  "stack-backups.download": "owner",
  "stack-backups.remove": "owner",
  "jobs.list": "viewer",
  "jobs.show": "viewer",
  "jobs.output": "viewer",
  "jobs.events": "viewer",
  "jobs.cancel": "operator",
  "keys.supabase-jwt": "operator",
  "keys.supabase": "operator",
  "keys.directus": "operator",
  "keys.spacetimedb": "operator",
  "keys.random": "operator",
  "keys.verify": "operator",
};

/** What takes a password given a few minutes ago at most; a route that is not here takes none. */
const FRESH: Partial<Record<RouteId, RouteFresh>> = {
  "sessions.proved": "always",
  "audit.csv": "always",
  "audit.ndjson": "always",
  "domains.save": "always",
  "backups.settings": "always",
  "backups.download": "always",
  "backups.remove": "always",
  "people.invite": "always",
  "people.revoke": "always",
  "people.set-role": "always",
  "people.remove": "always",
  "people.reset-second-factor": "always",
  "tokens.create": "always",
  "people.reset-passkeys": "always",
  "second-factor.begin": "always",
  "second-factor.confirm": "always",
  "second-factor.recovery-codes": "always",
  "second-factor.off": "always",
  "passkeys.add-options": "always",
  "passkeys.add": "always",
  "passkeys.rename": "always",
  "passkeys.remove": "always",
  "stacks.reveal": "always",
  "stacks.renew-secrets": "always",
  "stacks.give-secrets": "always",
  "stacks.mint-token": "always",
  "stacks.remove": { whenFilled: "removeVolumes" },
  "stacks.act": { whenFilled: "confirmName" },
  "revisions.download": "always",
  "functions.remove": "always",
  "stack-backups.restore": "always",
  "stack-backups.download": "always",
  "stack-backups.remove": "always",
};

const api = openTestApi();

async function callAs(caller: CallerName, id: RouteId, change: RequestInit = {}) {
  const { path, init } = exampleCall(id);
  const headers = new Headers(init.headers);
  if (caller === "viewer" || caller === "operator" || caller === "owner") {
    headers.set("authorization", `Bearer ${tokenOf(caller)}`);
  }
  for (const [name, value] of new Headers(change.headers)) headers.set(name, value);
  const before = api.calls.length;
  const response = await (caller === "control" ? api.control : api.web).request(path, { ...init, headers });
  await response.text();
  return { status: response.status, reached: api.calls.length > before };
}

describe.each(Object.keys(routes) as RouteId[])("%s", (id) => {
  it(`is for ${ACCESS[id]}`, () => {
    expect(routes[id].access).toBe(ACCESS[id]);
  });

  it.each(CALLERS)(
    "answers a %s as the policy says, and calls its handler only when allowed",
    async (caller) => {
      const status = EXPECTED[ACCESS[id]][caller];
      expect(await callAs(caller, id)).toEqual({ status, reached: status === 200 });
    },
  );
});

const NOW = new Date("2026-03-01T10:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

/** An owner whose password was given then; `null`: never, as far as is known. */
async function callProved(
  id: RouteId,
  provedAt: Date | null,
  change: (body: string) => string = (body) => body,
) {
  const operator = { id: "ann", name: "ann", role: "owner" as const };
  const proved = openTestApi(
    {},
    {
      checkSession: async (tokenHash) => ({
        ...{ operator, tokenHash, provedAt },
        expiresAt: new Date("2030-01-01"),
      }),
    },
  );
  const { path, init } = exampleCall(id);
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${tokenOf("owner")}`);
  const body = typeof init.body === "string" ? change(init.body) : null;
  const response = await proved.web.request(path, { ...init, headers, body });
  const text = await response.text();
  return { status: response.status, reached: proved.calls.length > 0, text };
}

describe.each(Object.keys(routes) as RouteId[])("%s, long after the password", (id) => {
  const route: RouteContract = routes[id];
  it(`takes a fresh proof ${FRESH[id] === "always" ? "always" : FRESH[id] ? "sometimes" : "never"}`, async () => {
    expect(route.fresh).toEqual(FRESH[id]);
    const held = { status: 403, reached: false, text: expect.stringContaining("proof-needed") };
    const stale = [null, minutesAgo(5.01), minutesAgo(600), minutesAgo(-5.01)];
    for (const provedAt of stale) {
      const answer = await callProved(id, provedAt);
      if (FRESH[id] === "always") expect(answer).toEqual(held);
      else expect(answer.text).not.toContain("proof-needed");
    }
    if (route.access !== "local") expect((await callProved(id, minutesAgo(4.99))).reached).toBe(true);
  });
});

it("takes a fresh proof to remove a stack where volumes are named, and only there", async () => {
  const id = "stacks.remove";
  const filled = (body: string) => JSON.stringify({ ...JSON.parse(body), removeVolumes: ["data"] });
  expect(await callProved(id, minutesAgo(6), filled)).toMatchObject({ status: 403, reached: false });
  expect(await callProved(id, minutesAgo(4), filled)).toMatchObject({ status: 200, reached: true });
  expect(await callProved(id, minutesAgo(6))).toMatchObject({ status: 200, reached: true });
});

it("takes a fresh proof for an action that is confirmed by a name, and only for that", async () => {
  const filled = () => JSON.stringify({ confirmName: "blog" });
  expect(await callProved("stacks.act", minutesAgo(6), filled)).toMatchObject({
    status: 403,
    reached: false,
  });
  expect(await callProved("stacks.act", minutesAgo(4), filled)).toMatchObject({ status: 200, reached: true });
  expect(await callProved("stacks.act", minutesAgo(6))).toMatchObject({ status: 200, reached: true });
});

describe("a call without a session", () => {
  const guarded = (Object.keys(routes) as RouteId[]).filter((id) => ACCESS[id] !== "public");
  const viewer = tokenOf("viewer");
  it.each([
    ["a garbage token", { authorization: "Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }],
    ["another scheme", { authorization: `Basic ${viewer}` }],
    ["two schemes", { authorization: `Bearer Bearer ${viewer}` }],
    ["an unsigned token", { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3duZXIifQ." }],
    ["the token as a cookie", { cookie: `token=${viewer}; session=${viewer}` }],
    ["headers that skip middleware", { "x-middleware-subrequest": "middleware:middleware:middleware" }],
    ["a peer that says local", { "x-slipway-peer": "local" }],
    ["a method that says GET", { "x-http-method-override": "GET" }],
  ])("with %s reaches no handler", async (_, headers) => {
    for (const id of guarded) {
      expect(await callAs("stranger", id, { headers }), id).toMatchObject({ reached: false });
    }
  });

  it("reaches no handler by any spelling of a path", async () => {
    const before = api.calls.length;
    for (const id of guarded) {
      const { path, init } = exampleCall(id);
      for (const spelling of [
        `/${path}`,
        `${path}/`,
        `${path}?token=${viewer}&authorization=Bearer%20${viewer}`,
        `${path}.json`,
        path.toUpperCase(),
        path.replace("/v1/", "/v1/../v1/"),
        path.replace("/v1/", "/v1//"),
        path.replace("v1", "%76%31"),
      ]) {
        const response = await api.web.request(`http://worker${spelling}`, init);
        expect([401, 404], spelling).toContain(response.status);
      }
    }
    expect(api.calls).toHaveLength(before);
  });
});
