import { describe, expect, it } from "vitest";
import { API_TOKEN_PATTERN } from "@/lib/secrets/api-token-text";
import { createToken } from "@/lib/use-cases/identity/api-tokens";
import { sweepSessions } from "@/lib/use-cases/identity/check-session";
import { checkToken } from "@/lib/use-cases/identity/check-token";
import { identityApi } from "@/lib/use-cases/test-support/identity-api";
import { ann, MINUTE_MS } from "@/lib/use-cases/test-support/test-identity";

const HERE = "192.0.2.7";
const DAY_MS = 24 * 60 * MINUTE_MS;

async function withToken(given: object = {}) {
  const api = identityApi();
  const owner = await api.owner(HERE);
  const body = { name: "ci", scope: "deploy", days: 7, ...given };
  const response = await api.call(owner.token, "POST", "/v1/tokens", body);
  const answer = await response.json();
  const token: string = answer.token ?? "";
  const get = async (path = "/v1/stacks") => (await api.call(token, "GET", path)).status;
  const check = (from = HERE) => checkToken(api.services, api.services.tokens.hash(token), from);
  const list = async (by = owner.token) => (await (await api.call(by, "GET", "/v1/tokens")).json()).tokens;
  return { ...api, session: owner, status: response.status, answer, token, get, check, list };
}

describe("an API token", () => {
  it("is known by its look, shown once and stored as a hash", async () => {
    const { token, answer, store, list } = await withToken();
    expect(token).toMatch(new RegExp(`^${API_TOKEN_PATTERN}$`));
    expect(answer.made).toMatchObject({
      name: "ci",
      scope: "deploy",
      owner: { name: "Ann" },
      expired: false,
    });
    expect(JSON.stringify([await list(), [...store.apiTokens.values()], store.audit])).not.toContain(token);
    expect(store.audit.at(-1)).toEqual({
      ...{ who: "Ann", from: "unknown", what: "API token made", target: "ci, deploy, for 7 days" },
    });
  });

  it("takes a fresh proof to be made, and a name of its own", async () => {
    const { session, call, pass } = await withToken();
    const again = { name: "ci", scope: "read", days: 1 };
    expect((await call(session.token, "POST", "/v1/tokens", again)).status).toBe(409);
    for (const wrong of [{ days: 0 }, { days: 366 }, { days: 1.5 }, { name: "a\nb" }, { scope: "people" }]) {
      const answer = await call(session.token, "POST", "/v1/tokens", { ...again, name: "x", ...wrong });
      expect(answer.status, JSON.stringify(wrong)).toBe(422);
    }
    pass(6 * MINUTE_MS);
    const stale = await call(session.token, "POST", "/v1/tokens", { ...again, name: "late" });
    expect([stale.status, (await stale.json()).code]).toEqual([403, "proof-needed"]);
  });

  it("lives for its days and is not known any more 30 days after", async () => {
    const { get, pass, services, check } = await withToken();
    expect(await get()).toBe(200);
    pass(7 * DAY_MS - 1);
    expect(await get()).toBe(200);
    pass(1);
    expect(await get()).toBe(401);
    await expect(check()).rejects.toMatchObject({ message: "The API token ci has expired" });
    await sweepSessions(services);
    expect(await services.apiTokens.tokensOf(null)).toMatchObject([{ token: { name: "ci" } }]);
    pass(30 * DAY_MS);
    await sweepSessions(services);
    expect(await services.apiTokens.tokensOf(null)).toEqual([]);
  });

  it("does not outlive a clock that is set back", async () => {
    const { get, pass } = await withToken();
    pass(-60 * MINUTE_MS);
    expect(await get()).toBe(401);
  });

  it("is noted when it is used, once a minute at most, and from where", async () => {
    const { check, pass, list } = await withToken();
    expect((await list())[0]).toMatchObject({ lastUsedAt: null, lastUsedFrom: null });
    await check("192.0.2.8");
    pass(MINUTE_MS - 1);
    await check("192.0.2.9");
    expect((await list())[0]).toMatchObject({ lastUsedFrom: "192.0.2.8" });
    pass(1);
    await check("192.0.2.9");
    expect((await list())[0]).toMatchObject({ lastUsedFrom: "192.0.2.9" });
  });

  it("ends its streams at once when it is ended, and with its owner's password", async () => {
    for (const how of ["ended", "password"]) {
      const { answer, token, session, call, get, streamEnd, recorded, store } = await withToken();
      const ended = streamEnd(token);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const done =
        how === "ended"
          ? await call(session.token, "DELETE", `/v1/tokens/${answer.made.id}`)
          : await call(session.token, "POST", "/v1/profile/password", {
              ...{ current: ann.password, next: "another password" },
            });
      expect(done.status).toBe(200);
      expect(await ended).toEqual({ type: "ended", reason: "signed-out" });
      expect(await get()).toBe(401);
      expect([...store.audit, ...recorded]).toContainEqual({
        ...{ who: "Ann", from: "unknown", what: "API token ended", target: "ci, deploy" },
      });
    }
  });

  it("never does what is for people alone", async () => {
    const { call, token } = await withToken({ scope: "secrets" });
    for (const [method, path] of [
      ["GET", "/v1/tokens"],
      ["POST", "/v1/tokens"],
      ["GET", "/v1/people"],
      ["GET", "/v1/sessions"],
      ["DELETE", "/v1/sessions/current"],
      ["POST", "/v1/sessions"],
      ["POST", "/v1/profile/second-factor"],
    ] as const) {
      const answer = await call(token, method, path, method === "POST" ? {} : undefined);
      expect([answer.status, (await answer.json()).code], path).toEqual([403, "not-allowed"]);
    }
  });

  it("has the role that its owner has now", async () => {
    const { services, store, session, call, token, get } = await withToken();
    expect((await call(token, "POST", "/v1/stacks/blog/stop")).status).toBe(200);
    const bob = {
      id: "bob",
      name: "bob",
      role: "owner" as const,
      createdAt: services.now(),
      lastSeenAt: null,
    };
    store.operators.push({ ...bob, passwordHash: "x" });
    await services.people.setRole(session.operator.id, "viewer", () => ({
      ...{ who: "bob", from: HERE, what: "role changed", target: "Ann" },
    }));
    expect((await call(token, "POST", "/v1/stacks/blog/stop")).status).toBe(403);
    expect(await get()).toBe(200);
  });

  it("is made by a viewer to read, and for nothing more", async () => {
    const { services, store, session } = await withToken();
    const own = { operatorId: session.operator.id, tokenHash: services.tokens.hash(session.token) };
    for (const operator of store.operators) operator.role = "viewer";
    const by = { who: "Ann", from: HERE };
    await expect(
      createToken(services, own, { name: "a", scope: "deploy", days: 1 }, by),
    ).rejects.toMatchObject({
      code: "input-invalid",
    });
    await expect(createToken(services, own, { name: "a", scope: "read", days: 1 }, by)).resolves.toBeTruthy();
  });

  it("is held off by address when it is made up, and a good one from there is not", async () => {
    const { call, get, recorded } = await withToken();
    const guess = async (at: number) =>
      (await call(`slipway_${String(at).padStart(43, "x")}`, "GET", "/v1/stacks")).status;
    const answers = [];
    for (let at = 0; at < 40; at += 1) answers.push(await guess(at));
    expect(answers.slice(0, 30)).toEqual(Array(30).fill(401));
    expect(answers.slice(30)).toEqual(Array(10).fill(429));
    expect(await get()).toBe(200);
    expect(recorded.filter(({ what }) => what === "API token held off")).toHaveLength(1);
  });
});
