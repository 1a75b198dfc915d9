import { beforeEach, describe, expect, it } from "vitest";
import { fromBase32 } from "@/lib/keys/base32";
import { totpCode } from "@/lib/keys/totp";
import { identityApi } from "@/lib/use-cases/test-support/identity-api";
import { ann, MINUTE_MS } from "@/lib/use-cases/test-support/test-identity";

const STEP_MS = 30_000;
const HOME = "192.0.2.7";
const PATH = "/v1/profile/second-factor";

describe("a second factor", () => {
  let panel: ReturnType<typeof identityApi>;
  let token: string;
  let secret: Uint8Array;
  let recoveryCodes: string[];

  const send = async (method: string, path: string, body?: object, as = token) => {
    const response = await panel.call(as, method, path, body);
    return { status: response.status, body: await response.json() };
  };
  const code = (away = 0) => totpCode(secret, Math.floor(panel.services.now().getTime() / STEP_MS) + away);
  const give = (given: object = ann, peer = HOME) => panel.visit("/v1/sessions", given, peer);
  const answer = (challenge: string, given: string, peer = HOME) =>
    panel.visit("/v1/sessions/code", { challenge, code: given }, peer);
  const challenge = async (peer = HOME): Promise<string> => (await give(ann, peer)).body.challenge;
  const signIn = async (given: string, peer = HOME) => answer(await challenge(peer), given, peer);

  beforeEach(async () => {
    panel = identityApi();
    token = (await panel.owner(HOME)).token;
    const begun = await send("POST", PATH);
    secret = fromBase32(begun.body.secret);
    expect(begun.body.uri).toContain(
      `otpauth://totp/Slipway%20panel.example.com:Ann?secret=${begun.body.secret}`,
    );
    const confirmed = await send("POST", `${PATH}/confirm`, { code: code() });
    recoveryCodes = confirmed.body.recoveryCodes;
    panel.pass(STEP_MS);
  });

  it("asks for a code after the password, and opens no session before", async () => {
    const asked = await give();
    expect(asked).toEqual({ status: 200, body: { challenge: expect.stringMatching(/^[\w-]{43}$/) } });
    expect((await send("GET", "/v1/sessions/current", undefined, asked.body.challenge)).status).toBe(401);
    const signedIn = await answer(asked.body.challenge, ` ${code().slice(0, 3)} ${code().slice(3)} `);
    expect(signedIn).toMatchObject({ status: 200, body: { operator: { name: "Ann" } } });
    expect((await send("GET", "/v1/sessions/current", undefined, signedIn.body.token)).status).toBe(200);
    expect((await answer(asked.body.challenge, code(1))).body.code).toBe("sign-in-expired");
    expect(panel.store.audit.at(-1)).toMatchObject({ who: "Ann", what: "signed in with a code" });
  });

  it("says of a wrong name and a wrong password what it says of everybody", async () => {
    const wrong = await give({ ...ann, password: "wrong" });
    expect(wrong).toEqual(await give({ name: "nobody", password: "wrong" }));
    expect(wrong).toMatchObject({ status: 401, body: { code: "sign-in-failed" } });
  });

  it("takes no code twice, none of an earlier step, and one of the steps beside now", async () => {
    expect((await signIn(code(-1))).body.code).toBe("sign-in-failed");
    expect((await signIn(code())).status).toBe(200);
    expect((await signIn(code())).body.code).toBe("sign-in-failed");
    expect((await signIn(code(2))).body.code).toBe("sign-in-failed");
    expect((await signIn(code(1))).status).toBe(200);
    expect((await signIn(code())).body.code).toBe("sign-in-failed");
    panel.pass(2 * STEP_MS);
    expect((await signIn(code())).status).toBe(200);
  });

  it("opens one session of a code that many bring at once", async () => {
    const challenges = await Promise.all(Array.from({ length: 5 }, () => challenge()));
    const answers = await Promise.all(challenges.map((each) => answer(each, code())));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("takes each recovery code once, in any spelling", async () => {
    expect(recoveryCodes).toHaveLength(10);
    const [first = "", second = ""] = recoveryCodes;
    expect((await signIn(first.toUpperCase().replaceAll("-", " "))).status).toBe(200);
    expect((await signIn(first)).status).toBe(401);
    expect((await send("GET", PATH)).body).toEqual({
      since: "2026-03-01T10:00:00.000Z",
      recoveryCodesLeft: 9,
    });
    const renewed = (await send("POST", `${PATH}/recovery-codes`)).body.recoveryCodes;
    expect((await signIn(second)).status).toBe(401);
    expect((await signIn(renewed[0])).status).toBe(200);
    expect(panel.store.audit.filter(({ what }) => what === "recovery code used")).toHaveLength(2);
  });

  it("ends a challenge after five wrong codes, and after five minutes", async () => {
    const tried = await challenge();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect((await answer(tried, "000000")).body.code).toBe("sign-in-failed");
    }
    expect((await answer(tried, code())).body.code).toBe("sign-in-expired");
    const late = await challenge();
    panel.pass(5 * MINUTE_MS);
    expect((await answer(late, code())).body.code).toBe("sign-in-expired");
    expect((await answer("x".repeat(43), code())).body.code).toBe("sign-in-expired");
  });

  it("holds off who guesses at codes, however many sign-ins they begin; the owner's address stays open", async () => {
    let looked = 0;
    for (let round = 0; round < 20; round += 1) {
      const begun = await give(ann, "203.0.113.9");
      if (begun.status === 429) continue;
      for (let wrong = 0; wrong < 5; wrong += 1) {
        const refused = await answer(begun.body.challenge, "000000", "203.0.113.9");
        if (refused.body.code === "sign-in-failed") looked += 1;
      }
    }
    expect(looked).toBeLessThanOrEqual(10);
    expect((await signIn(code())).status).toBe(200);
  });

  it("gives no password back before the code: a right one counts like a wrong one", async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 7; index += 1) statuses.push((await give(ann, "203.0.113.9")).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it("does not go on with a password that was changed meanwhile", async () => {
    const before = await challenge();
    const changed = { current: ann.password, next: "battery staple" };
    expect((await send("POST", "/v1/profile/password", changed)).status).toBe(200);
    expect((await answer(before, code())).body.code).toBe("sign-in-expired");
  });

  it("is confirmed by a code of now alone, and not begun again while it is on", async () => {
    expect((await send("POST", PATH)).body.code).toBe("confirmation-missing");
    expect((await send("DELETE", PATH)).status).toBe(200);
    expect((await give()).body.operator.name).toBe("Ann");
    expect((await send("POST", `${PATH}/confirm`, { code: code() })).status).toBe(404);
    await send("POST", PATH);
    expect((await give()).body.operator.name).toBe("Ann");
    expect((await send("POST", `${PATH}/confirm`, { code: code() })).body).toMatchObject({
      ...{ code: "input-invalid", issues: [{ field: "code" }] },
    });
    expect((await send("GET", PATH)).body.since).toBeNull();
  });

  it("is switched off with the password given anew, and ends the other sessions then as when it came on", async () => {
    const other = (await signIn(code())).body.token;
    panel.pass(6 * MINUTE_MS);
    expect((await send("DELETE", PATH)).body.code).toBe("proof-needed");
    const prove = async (given: object) =>
      (await send("POST", "/v1/sessions/current/proof", { password: ann.password, ...given })).body;
    expect((await prove({})).code).toBe("second-factor-needed");
    const wrong = { code: "sign-in-failed", issues: [{ field: "code" }] };
    expect(await prove({ code: "000000" })).toMatchObject(wrong);
    expect((await prove({ password: "wrong", code: recoveryCodes[0] })).issues[0].field).toBe("password");
    for (const path of ["/recovery-codes", ""]) {
      const method = path === "" ? "DELETE" : "POST";
      expect((await send(method, PATH + path)).body.code).toBe("proof-needed");
    }
    const now = code();
    expect(await prove({ code: now })).toEqual({});
    expect(panel.store.audit.at(-1)).toMatchObject({ what: "password and code given again" });
    expect(await prove({ code: now })).toMatchObject(wrong);
    // A wrong password has not used it up.
    expect(await prove({ code: recoveryCodes[0] })).toEqual({});
    const ended = panel.streamEnd(other);
    expect((await send("DELETE", PATH)).status).toBe(200);
    expect(await ended).toEqual({ type: "ended", reason: "signed-out" });
    expect((await send("GET", "/v1/sessions/current")).status).toBe(200);
    expect((await send("DELETE", PATH)).status).toBe(404);
  });

  it("of somebody else is reset by an owner, who sees who has one; nobody resets their own so", async () => {
    const invited = (await send("POST", "/v1/people/invitations", { role: "viewer" })).body.url;
    const link = String(invited).split("#token=")[1] ?? "";
    const bob = { name: "Bob", password: "battery staple" };
    const made = (await panel.visit("/v1/invitations/accept", { token: link, ...bob })).body;
    const bobs = fromBase32((await send("POST", PATH, undefined, made.token)).body.secret);
    const step = Math.floor(panel.services.now().getTime() / STEP_MS);
    await send("POST", `${PATH}/confirm`, { code: totpCode(bobs, step) }, made.token);
    const people = (await send("GET", "/v1/people")).body.people;
    expect(people.map((each: { secondFactor: boolean }) => each.secondFactor)).toEqual([true, true]);
    const reset = (id: string) => send("POST", `/v1/people/${id}/second-factor/reset`);
    expect((await reset(made.operator.id)).status).toBe(200);
    expect((await reset(made.operator.id)).status).toBe(404);
    expect((await send("GET", "/v1/sessions/current", undefined, made.token)).status).toBe(401);
    expect((await give(bob)).body.operator.name).toBe("Bob");
    expect((await reset(people[0].id)).status).toBe(403);
    expect(panel.store.audit).toContainEqual(
      expect.objectContaining({ who: "Ann", what: "second factor reset", target: "Bob" }),
    );
  });
});

describe("a link for a forgotten password", () => {
  const next = "battery staple";
  async function linkFor(panel: ReturnType<typeof identityApi>, id: string): Promise<string> {
    const response = await panel.control.request(`/v1/people/${id}/password-link`, { method: "POST" });
    return String((await response.json()).url).split("/new-password#token=")[1] ?? "";
  }

  it("sets a new password once, within an hour, ends every session and opens none", async () => {
    const panel = identityApi();
    const owner = await panel.owner(HOME);
    expect(
      (await panel.call(owner.token, "POST", `/v1/people/${owner.operator.id}/password-link`)).status,
    ).toBe(404);
    const old = await linkFor(panel, owner.operator.id);
    const link = await linkFor(panel, owner.operator.id);
    const set = (token: string, password = next) =>
      panel.visit("/v1/password-links/use", { token, password });
    expect((await set(old)).body.code).toBe("link-invalid");
    expect((await set(link, "short")).status).toBe(422);
    const answers = await Promise.all(Array.from({ length: 5 }, () => set(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    expect(answers.find(({ status }) => status === 200)?.body).toEqual({ name: "Ann" });
    expect((await panel.call(owner.token, "GET", "/v1/sessions/current")).status).toBe(401);
    expect((await panel.visit("/v1/sessions", ann)).status).toBe(401);
    expect((await panel.visit("/v1/sessions", { ...ann, password: next })).status).toBe(200);
    const late = await linkFor(panel, owner.operator.id);
    panel.pass(60 * MINUTE_MS);
    expect((await set(late)).body.code).toBe("link-invalid");
  });
});
