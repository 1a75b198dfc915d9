import { beforeEach, describe, expect, it } from "vitest";
import { errorView } from "@/lib/api/contract/views";
import { endOtherSessions, endOwnSession, listSessions } from "@/lib/use-cases/identity/own-sessions";
import { identityApi } from "@/lib/use-cases/test-support/identity-api";
import { ann, MINUTE_MS } from "@/lib/use-cases/test-support/test-identity";

const HOME = "192.0.2.7";
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `198.51.100.${index + 1}`);
/** Spellings of one name, which the store takes for the same. */
const NAMES = ["Ann", "ANN", "ann", "\uff21nn"];

describe("guessing a password", () => {
  let panel: ReturnType<typeof identityApi>;
  beforeEach(async () => {
    panel = identityApi();
    await panel.owner(HOME);
  });

  /** As web says it: the peer is the socket's, and all other headers are the client's. */
  async function attempt(peer: string, given: object, headers: Record<string, string> = {}, api = panel.web) {
    const response = await api.request("/v1/sessions", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers, "x-slipway-peer": peer },
      body: JSON.stringify(given),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Tries from all addresses in turn, with every header and the name's spelling rotated; how many were evaluated. */
  async function attack(tries: number, from: readonly string[], names = NAMES): Promise<number> {
    const before = panel.checked();
    await Promise.all(
      Array.from({ length: tries }, (_, index) => {
        const made = `203.0.113.${index % 250}`;
        const headers = {
          ...{ "x-forwarded-for": made, "x-real-ip": made, forwarded: `for=${made}`, "user-agent": made },
          ...{ "cf-connecting-ip": made, "x-client-ip": made, "true-client-ip": made },
        };
        const name = names[index % names.length];
        return attempt(
          from[index % from.length] ?? "",
          { name, password: `guess ${index}`, from: made },
          headers,
        );
      }),
    );
    return panel.checked() - before;
  }

  it.each([1, 100])("has 1,000 tries from %i addresses evaluated ten times at most", async (count) => {
    const evaluated = await attack(1000, addresses(count));
    expect(evaluated).toBeGreaterThan(0);
    expect(evaluated).toBeLessThanOrEqual(10);
    panel.pass(14 * MINUTE_MS);
    expect(await attack(1000, addresses(count))).toBe(0);
  });

  it("does not keep the owner out: not at a known address, not on the server, not with a session", async () => {
    const { token } = (await attempt(HOME, ann)).body;
    await attack(1000, addresses(100));
    expect((await attempt(HOME, ann)).status).toBe(200);
    expect((await attempt("", ann, {}, panel.control)).status).toBe(200);
    const changed = { current: ann.password, next: "battery staple" };
    expect((await panel.call(token, "POST", "/v1/profile/password", changed)).status).toBe(200);
  });

  it("from one address leaves the owner another one that is new", async () => {
    expect(await attack(100, addresses(1))).toBe(5);
    expect((await attempt("203.0.113.9", ann)).status).toBe(200);
  });

  it("is refused before the hash, by name, with the time to wait, and written down once", async () => {
    await attack(200, addresses(1));
    const refused = await attempt("198.51.100.1", ann);
    expect(refused.status).toBe(429);
    expect(errorView.parse(refused.body)).toMatchObject({
      code: "too-many-attempts",
      fix: expect.stringContaining("Wait 15 minutes"),
      details: { retryAfterSeconds: 900 },
    });
    const held = panel.recorded.filter(({ what }) => what === "sign-in held off");
    expect(held).toEqual([{ who: "Ann", what: "sign-in held off", target: "Ann", from: "198.51.100.1" }]);
  });

  it("looks the same for a name that nobody has", async () => {
    expect(await attack(100, addresses(1), ["nobody"])).toBe(5);
    expect(await attack(100, addresses(100), ["nobody"])).toBe(5);
    expect(await attempt("198.51.100.1", { name: "nobody", password: "x" })).toEqual({
      status: 429,
      body: expect.objectContaining({ message: "There were too many attempts that failed" }),
    });
  });

  it("over many names is bounded by the address, of IPv6 by its network", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `name${index}`);
    expect(await attack(500, addresses(1), names)).toBe(30);
    const network = Array.from({ length: 500 }, (_, index) => `2001:db8::${index + 1}`);
    expect(await attack(500, network, names)).toBe(30);
  });

  it("is forgotten after a success", async () => {
    for (let round = 0; round < 5; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) {
        expect((await attempt("203.0.113.9", { ...ann, password: "typo" })).status).toBe(401);
      }
      expect((await attempt("203.0.113.9", ann)).status).toBe(200);
    }
  });
});

describe("guessing with a session, and the set-up token", () => {
  it("evaluates ten wrong current passwords and no more", async () => {
    const panel = identityApi();
    const { token } = await panel.owner();
    const change = (current: string) =>
      panel.call(token, "POST", "/v1/profile/password", { current, next: "battery staple" });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => change(`guess ${index}`)));
    expect(panel.checked()).toBe(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(90);
    expect((await change(ann.password)).status).toBe(429);
    panel.pass(15 * MINUTE_MS);
    expect((await change(ann.password)).status).toBe(200);
  });

  it("takes ten wrong set-up tokens from an address, and the right one from another", async () => {
    const panel = identityApi();
    const right = await panel.link();
    const set = (peer: string, token: string) =>
      panel.web.request("/v1/setup/owner", {
        method: "POST",
        headers: { "content-type": "application/json", "x-slipway-peer": peer },
        body: JSON.stringify({ token, ...ann }),
      });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index += 1)
      statuses.push((await set("203.0.113.9", `wrong${index}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429]);
    expect((await set("203.0.113.9", right)).status).toBe(429);
    expect((await set(HOME, right)).status).toBe(200);
  });
});

describe("a password given again", () => {
  it("opens for five minutes what takes it, after signing in as after giving it", async () => {
    const panel = identityApi();
    const { token } = await panel.owner();
    const invite = async () =>
      (await panel.call(token, "POST", "/v1/people/invitations", { role: "viewer" })).status;
    const prove = (password: string) => panel.call(token, "POST", "/v1/sessions/current/proof", { password });
    expect(await invite()).toBe(200);
    panel.pass(5 * MINUTE_MS + 1);
    expect(await invite()).toBe(403);
    expect((await prove("wrong")).status).toBe(401);
    expect(await invite()).toBe(403);
    expect((await prove(ann.password)).status).toBe(200);
    expect(await invite()).toBe(200);
    expect(panel.store.audit.at(-2)).toMatchObject({ who: "Ann", what: "password given again" });
    expect(panel.recorded.at(-1)).toMatchObject({ who: "Ann", what: "password proof refused" });
    panel.pass(5 * MINUTE_MS + 1);
    expect(await invite()).toBe(403);
  });

  it("is looked at ten times, then held off, without touching sign-in or a change of password", async () => {
    const panel = identityApi();
    const { token } = await panel.owner();
    const prove = (password: string) => panel.call(token, "POST", "/v1/sessions/current/proof", { password });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => prove(`guess ${index}`)));
    expect(panel.checked()).toBe(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40);
    expect((await prove(ann.password)).status).toBe(429);
    const changed = { current: ann.password, next: "battery staple" };
    expect((await panel.call(token, "POST", "/v1/profile/password", changed)).status).toBe(200);
    panel.pass(15 * MINUTE_MS);
    expect((await prove("battery staple")).status).toBe(200);
  });
});

describe("a change of password", () => {
  it("ends the other sessions with their streams, and leaves one's own", async () => {
    const panel = identityApi();
    const mine = await panel.owner();
    const other = await panel.signIn(ann, "203.0.113.9");
    const ended = panel.streamEnd(other.token);
    const next = "battery staple";
    const changed = await panel.call(mine.token, "POST", "/v1/profile/password", {
      current: ann.password,
      next,
    });
    expect(changed.status).toBe(200);
    expect(await ended).toEqual({ type: "ended", reason: "signed-out" });
    expect((await panel.call(other.token, "GET", "/v1/sessions/current")).status).toBe(401);
    expect((await panel.call(mine.token, "GET", "/v1/sessions/current")).status).toBe(200);
  });
});

describe("one's own sessions", () => {
  const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

  /** Two sessions of Ann's, the second opened through the API a minute later. */
  async function twoSessions() {
    const panel = identityApi();
    const mine = await panel.owner(HOME);
    panel.pass(MINUTE_MS);
    const response = await panel.web.request("/v1/sessions", {
      method: "POST",
      headers: { "content-type": "application/json", "x-slipway-peer": "203.0.113.9", "user-agent": FIREFOX },
      body: JSON.stringify(ann),
    });
    const other: { token: string } = await response.json();
    const list = async () => (await (await panel.call(mine.token, "GET", "/v1/sessions")).json()).sessions;
    return { ...panel, mine, other, list };
  }

  it("are listed with address, browser and times, and without what opens them", async () => {
    const { list, other, mine, services } = await twoSessions();
    const sessions = await list();
    expect(sessions).toEqual([
      expect.objectContaining({
        from: HOME,
        browser: "",
        current: true,
        createdAt: "2026-03-01T10:00:00.000Z",
      }),
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        ...{ from: "203.0.113.9", browser: "Firefox 145 on Linux", current: false },
        ...{ createdAt: "2026-03-01T10:01:00.000Z", lastSeenAt: "2026-03-01T10:01:00.000Z" },
      },
    ]);
    const text = JSON.stringify(sessions);
    for (const { token } of [mine, other]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(services.tokens.hash(token));
    }
  });

  it("that are over are not among them", async () => {
    const { list, call, mine, pass } = await twoSessions();
    for (let half = 0; half < 2; half += 1) {
      pass(30 * MINUTE_MS);
      await call(mine.token, "GET", "/v1/sessions/current");
    }
    expect(await list()).toHaveLength(1);
  });

  it("end one by one, with their streams, written down", async () => {
    const { list, call, mine, other, store, streamEnd } = await twoSessions();
    const ended = streamEnd(other.token);
    const [, second] = await list();
    expect((await call(mine.token, "DELETE", `/v1/sessions/${second.id}`)).status).toBe(200);
    expect(await ended).toEqual({ type: "ended", reason: "signed-out" });
    expect((await call(other.token, "GET", "/v1/sessions/current")).status).toBe(401);
    expect(await list()).toHaveLength(1);
    expect(store.audit.at(-1)).toEqual({
      who: "Ann",
      from: "unknown",
      what: "session ended",
      target: "203.0.113.9",
    });
    expect((await call(mine.token, "DELETE", `/v1/sessions/${second.id}`)).status).toBe(404);
  });

  it("end all but the one that asks", async () => {
    const { list, call, mine, other, signIn, streamEnd } = await twoSessions();
    const third = await signIn(ann, "203.0.113.10");
    const ends = [streamEnd(other.token), streamEnd(third.token)];
    const response = await call(mine.token, "DELETE", "/v1/sessions/others");
    expect(await response.json()).toEqual({ ended: 2 });
    expect(await Promise.all(ends)).toEqual(ends.map(() => ({ type: "ended", reason: "signed-out" })));
    expect(await list()).toMatchObject([{ current: true }]);
    expect(await (await call(mine.token, "DELETE", "/v1/sessions/others")).json()).toEqual({ ended: 0 });
  });

  it("are nobody else's", async () => {
    const { list, services, mine, store } = await twoSessions();
    const [, second] = await list();
    const stranger = { operatorId: "somebody else", tokenHash: services.tokens.hash(mine.token) };
    expect(await listSessions(services, stranger)).toEqual([]);
    const attempt = endOwnSession(services, stranger, second.id, { who: "Eve", from: HOME });
    await expect(attempt).rejects.toMatchObject({ code: "not-found" });
    const others = endOtherSessions(services, stranger, { who: "Eve", from: HOME });
    await expect(others).rejects.toMatchObject({ code: "not-signed-in" });
    expect(await store.sessionsOf(mine.operator.id)).toHaveLength(2);
  });
});
