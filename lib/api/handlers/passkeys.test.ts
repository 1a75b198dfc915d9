import { beforeEach, describe, expect, it } from "vitest";
import { identityApi } from "@/lib/use-cases/test-support/identity-api";
import { type Misdeed, SoftwareAuthenticator } from "@/lib/use-cases/test-support/software-authenticator";
import { ann, MINUTE_MS } from "@/lib/use-cases/test-support/test-identity";

const HOME = "192.0.2.7";
const PATH = "/v1/profile/passkeys";
const SIGN_IN = "/v1/passkeys/sign-in";
const PROOF = `${PATH}/proof`;
const ORIGIN = "https://panel.example.com";
const REFUSED = { status: 401, body: { code: "passkey-refused" } };

let panel: ReturnType<typeof identityApi>;
let token: string;
let device: SoftwareAuthenticator;

const send = async (method: string, path: string, body?: object, as = token) => {
  const response = await panel.call(as, method, path, body);
  return { status: response.status, body: await response.json() };
};
const add = async (misdeed: Misdeed = {}, by = device, as = token) => {
  const options = await send("POST", `${PATH}/options`, undefined, as);
  return send("POST", PATH, { name: "phone", passkey: by.create(options.body, misdeed) }, as);
};
const signInOptions = async () => (await panel.visit(`${SIGN_IN}/options`, {}, HOME)).body;
const signIn = async (misdeed: Misdeed = {}, by = device, peer = HOME) =>
  panel.visit(SIGN_IN, by.get(await signInOptions(), misdeed), peer);
const prove = async (misdeed: Misdeed = {}, by = device) =>
  send("POST", PROOF, by.get((await send("POST", `${PROOF}/options`)).body, misdeed));
const stale = () => panel.pass(6 * MINUTE_MS);
const recorded = (what: string) => panel.recorded.filter((entry) => entry.what === what);

async function bob(): Promise<string> {
  const link = (await send("POST", "/v1/people/invitations", { role: "viewer" })).body.url.split(
    "#token=",
  )[1];
  const given = { token: link, name: "Bob", password: "battery staple" };
  return (await panel.visit("/v1/invitations/accept", given)).body.token;
}

beforeEach(async () => {
  panel = identityApi();
  token = (await panel.owner(HOME)).token;
  device = new SoftwareAuthenticator(ORIGIN);
});

const MISDEEDS: [string, Misdeed][] = [
  ["of another origin", { origin: "https://panel.example.com.evil.test" }],
  ["of the same name at another port", { origin: `${ORIGIN}:8443` }],
  ["for another host name", { rpId: "evil.test" }],
  ["over a challenge of its own", { challenge: "A".repeat(43) }],
  ["without a look at who holds the device", { unverified: true }],
  ["within a frame of another page", { crossOrigin: true }],
  ["of another ceremony", { type: "payment.get" }],
];

describe("adding a passkey", () => {
  it("asks for a key pair that needs no name typed and a verified person, and keeps it", async () => {
    const options = (await send("POST", `${PATH}/options`)).body;
    expect(options).toMatchObject({
      rp: { id: "panel.example.com" },
      user: { name: "Ann" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
      excludeCredentials: [],
    });
    expect(Buffer.from(options.challenge, "base64url")).toHaveLength(32);
    const made = { id: expect.any(String), name: "phone", lastUsedAt: null, backedUp: false };
    expect(await add()).toMatchObject({ status: 200, body: made });
    expect((await send("GET", PATH)).body).toEqual({
      origin: ORIGIN,
      passkeys: [{ ...made, createdAt: "2026-03-01T10:00:00.000Z" }],
    });
    expect((await send("POST", `${PATH}/options`)).body.excludeCredentials).toHaveLength(1);
    expect(panel.store.audit.at(-1)).toMatchObject({
      who: "Ann",
      what: "passkey added",
      target: "Ann: phone",
    });
  });

  it.each(MISDEEDS)("refuses one made %s", async (_, misdeed) => {
    expect(await add(misdeed)).toMatchObject(REFUSED);
    expect((await send("GET", PATH)).body.passkeys).toEqual([]);
  });

  it("takes each answer once, within five minutes, of the session that asked, with the password given anew", async () => {
    const options = (await send("POST", `${PATH}/options`)).body;
    const passkey = device.create(options);
    const strangers = await bob();
    expect(await send("POST", PATH, { name: "theirs", passkey }, strangers)).toMatchObject(REFUSED);
    expect((await send("POST", PATH, { name: "mine", passkey })).status).toBe(200);
    expect(await send("POST", PATH, { name: "again", passkey })).toMatchObject(REFUSED);
    const late = (await send("POST", `${PATH}/options`)).body;
    panel.pass(5 * MINUTE_MS);
    const slow = new SoftwareAuthenticator(ORIGIN).create(late);
    expect(await send("POST", PATH, { name: "late", passkey: slow })).toMatchObject(REFUSED);
    stale();
    expect((await send("POST", `${PATH}/options`)).body.code).toBe("proof-needed");
    expect((await send("POST", PATH, { name: "x", passkey })).body.code).toBe("proof-needed");
  });

  it("refuses what was signed to sign in", async () => {
    await add();
    const { challenge } = await signInOptions();
    expect(await add({ challenge }, new SoftwareAuthenticator(ORIGIN))).toMatchObject(REFUSED);
  });

  it("is not possible without a host name", async () => {
    panel.services.passkeySite = null;
    for (const path of [`${PATH}/options`, `${PROOF}/options`, `${SIGN_IN}/options`]) {
      expect(await send("POST", path, {})).toMatchObject({
        status: 409,
        body: { code: "passkeys-unavailable" },
      });
    }
    expect((await send("GET", PATH)).body).toEqual({ origin: null, passkeys: [] });
  });
});

describe("signing in with a passkey", () => {
  beforeEach(async () => {
    await add();
  });

  it("takes no name, no password and no code, counts as a proof and is written down", async () => {
    const factor = (await send("POST", "/v1/profile/second-factor")).body;
    expect(factor.secret).toEqual(expect.any(String));
    const options = await signInOptions();
    expect(options).toMatchObject({
      rpId: "panel.example.com",
      allowCredentials: [],
      userVerification: "required",
    });
    const answer = await signIn();
    expect(answer).toMatchObject({ status: 200, body: { operator: { name: "Ann", role: "owner" } } });
    expect((await send("GET", "/v1/sessions/current/proof", undefined, answer.body.token)).status).toBe(200);
    expect(panel.store.audit.at(-1)).toMatchObject({
      who: "Ann",
      what: "signed in with a passkey",
      from: HOME,
    });
    expect((await send("GET", PATH)).body.passkeys[0].lastUsedAt).toBe("2026-03-01T10:00:00.000Z");
  });

  it.each([
    ...MISDEEDS,
    ["by another key", { forged: true }],
    ["in the name of nobody", { userHandle: undefined }],
    ["in the name of somebody else", { userHandle: Buffer.from("id-2").toString("base64url") }],
  ] satisfies [string, Misdeed][])("refuses a signature %s", async (_, misdeed) => {
    const before = (await panel.store.sessionsOf("id-1")).length;
    expect(await signIn(misdeed)).toMatchObject(REFUSED);
    expect((await panel.store.sessionsOf("id-1")).length).toBe(before);
    expect(recorded("passkey refused")).toMatchObject([{ who: "Ann", from: HOME }]);
    expect((await signIn()).status).toBe(200);
  });

  it("takes an answer once, also of many at once, and within five minutes", async () => {
    const signed = device.get(await signInOptions());
    const answers = await Promise.all(Array.from({ length: 5 }, () => panel.visit(SIGN_IN, signed, HOME)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
    const late = device.get(await signInOptions());
    panel.pass(5 * MINUTE_MS);
    expect(await panel.visit(SIGN_IN, late, HOME)).toMatchObject(REFUSED);
  });

  it("uses the challenge up with a wrong answer too", async () => {
    const options = await signInOptions();
    expect(await panel.visit(SIGN_IN, device.get(options, { forged: true }), HOME)).toMatchObject(REFUSED);
    expect(await panel.visit(SIGN_IN, device.get(options), HOME)).toMatchObject(REFUSED);
  });

  it("takes no challenge of a proof or of a new passkey", async () => {
    for (const path of [`${PROOF}/options`, `${PATH}/options`]) {
      const { challenge } = (await send("POST", path)).body;
      expect(await signIn({ challenge })).toMatchObject(REFUSED);
    }
  });

  it("refuses a device that has counted back, by name and in the audit log, and changes nothing", async () => {
    expect((await signIn({ counter: 40 })).status).toBe(200);
    for (const counter of [40, 39, 0]) {
      expect(await signIn({ counter })).toMatchObject({ status: 403, body: { code: "passkey-copied" } });
    }
    expect(recorded("passkey refused, counted back")).toMatchObject(
      Array.from({ length: 3 }, () => ({ who: "Ann", target: "Ann: phone" })),
    );
    // Anybody could say so: without the right signature it is no news about the device.
    expect(await signIn({ counter: 1, forged: true })).toMatchObject(REFUSED);
    expect((await signIn({ counter: 4_000_000_000 })).status).toBe(200);
  });

  it("takes devices that do not count, as those are that copy their passkeys", async () => {
    const still = new SoftwareAuthenticator(ORIGIN, null);
    await add({}, still);
    expect((await signIn({}, still)).status).toBe(200);
    expect((await signIn({}, still)).status).toBe(200);
  });

  it("ends with the passkey, and with its person; not with the password", async () => {
    const changed = { current: ann.password, next: "battery staple" };
    expect((await send("POST", "/v1/profile/password", changed)).status).toBe(200);
    expect((await signIn()).status).toBe(200);
    const other = new SoftwareAuthenticator(ORIGIN);
    const bobs = await bob();
    await add({}, other, bobs);
    expect((await signIn({}, other)).body.operator.name).toBe("Bob");
    const [, { id }] = (await send("GET", "/v1/people")).body.people;
    expect((await send("POST", `/v1/people/${id}/remove`, { confirmName: "Bob" })).status).toBe(200);
    expect(await signIn({}, other)).toMatchObject(REFUSED);
    const [passkey] = (await send("GET", PATH)).body.passkeys;
    expect((await send("DELETE", `${PATH}/${passkey.id}`)).status).toBe(200);
    expect(await signIn()).toMatchObject(REFUSED);
  });

  it("is offered where somebody has one, and holds off who tries and tries", async () => {
    const offer = async () => (await panel.web.request("/v1/passkeys/offer")).json();
    expect(await offer()).toEqual({ origin: ORIGIN });
    const statuses: number[] = [];
    const stranger = "203.0.113.9";
    for (let index = 0; index < 12; index += 1) {
      statuses.push((await signIn({ forged: true }, device, stranger)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await signIn()).status).toBe(200);
    const asked: number[] = [];
    for (let index = 0; index < 31; index += 1) {
      asked.push((await panel.visit(`${SIGN_IN}/options`, {}, stranger)).status);
    }
    expect(asked.filter((status) => status === 200)).toHaveLength(30);
    const [passkey] = (await send("GET", PATH)).body.passkeys;
    await send("DELETE", `${PATH}/${passkey.id}`);
    expect(await offer()).toEqual({ origin: null });
  });
});

describe("proving with a passkey", () => {
  beforeEach(async () => {
    await add();
    stale();
  });
  const counts = async () => (await send("GET", "/v1/sessions/current/proof")).status;

  it("counts as the password and a code, of the session that asked", async () => {
    expect(await counts()).toBe(403);
    const options = (await send("POST", `${PROOF}/options`)).body;
    expect(options.allowCredentials).toEqual([
      { id: expect.any(String), type: "public-key", transports: ["internal"] },
    ]);
    // A device that was told which passkey to use need not name its person.
    const signed = device.get(options, { userHandle: undefined });
    expect(await send("POST", PROOF, signed)).toEqual({ status: 200, body: {} });
    expect(await counts()).toBe(200);
    expect(panel.store.audit.at(-1)).toMatchObject({ who: "Ann", what: "passkey given" });
    expect(await send("POST", PROOF, signed)).toMatchObject(REFUSED);
    expect((await send("GET", "/v1/sessions/current")).body.passkeyOrigin).toBe(ORIGIN);
  });

  it.each([...MISDEEDS, ["by another key", { forged: true }]] satisfies [string, Misdeed][])(
    "refuses a signature %s",
    async (_, misdeed) => {
      expect(await prove(misdeed)).toMatchObject(REFUSED);
      expect(await counts()).toBe(403);
    },
  );

  it("takes no passkey of somebody else, and no challenge of another session or purpose", async () => {
    await prove();
    const bobs = await bob();
    stale();
    expect((await send("POST", `${PROOF}/options`, undefined, bobs)).status).toBe(404);
    const options = (await send("POST", `${PROOF}/options`)).body;
    expect(await send("POST", PROOF, device.get(options), bobs)).toMatchObject(REFUSED);
    const second = (await panel.visit("/v1/sessions", ann, HOME)).body.token;
    const asked = (await send("POST", `${PROOF}/options`)).body;
    expect(await send("POST", PROOF, device.get(asked), second)).toMatchObject(REFUSED);
    // Another session does not use it up.
    expect((await send("POST", PROOF, device.get(asked))).status).toBe(200);
    stale();
    expect(await prove({ challenge: (await signInOptions()).challenge })).toMatchObject(REFUSED);
    expect(await counts()).toBe(403);
  });

  it("refuses a device that has counted back, and an ended session", async () => {
    await prove({ counter: 9 });
    stale();
    expect(await prove({ counter: 9 })).toMatchObject({ status: 403, body: { code: "passkey-copied" } });
    expect(await counts()).toBe(403);
    const options = (await send("POST", `${PROOF}/options`)).body;
    await send("DELETE", "/v1/sessions/current");
    expect((await send("POST", PROOF, device.get(options, { counter: 10 }))).body.code).toBe("not-signed-in");
  });

  it("counts wrong ones with wrong passwords", async () => {
    for (let index = 0; index < 5; index += 1) expect((await prove({ forged: true })).status).toBe(401);
    const given = { password: "wrong" };
    for (let index = 0; index < 5; index += 1) {
      expect((await send("POST", "/v1/sessions/current/proof", given)).body.code).toBe("sign-in-failed");
    }
    expect((await prove()).body.code).toBe("too-many-attempts");
  });
});

describe("one's passkeys", () => {
  it("are renamed and removed with a fresh proof, which ends the other sessions; nobody else's are", async () => {
    const { id } = (await add()).body;
    const bobs = await bob();
    const other = (await signIn()).body.token;
    expect((await send("DELETE", `${PATH}/${id}`, undefined, bobs)).status).toBe(404);
    expect((await send("POST", `${PATH}/${id}/name`, { name: "x" }, bobs)).status).toBe(404);
    expect((await send("POST", `${PATH}/${id}/name`, { name: " " })).status).toBe(422);
    expect((await send("POST", `${PATH}/${id}/name`, { name: " work phone " })).status).toBe(200);
    expect((await send("GET", PATH)).body.passkeys).toMatchObject([{ name: "work phone" }]);
    stale();
    expect((await send("DELETE", `${PATH}/${id}`)).body.code).toBe("proof-needed");
    expect((await send("POST", `${PATH}/${id}/name`, { name: "x" })).body.code).toBe("proof-needed");
    expect((await prove()).status).toBe(200);
    const ended = panel.streamEnd(other);
    expect((await send("DELETE", `${PATH}/${id}`)).status).toBe(200);
    expect(await ended).toEqual({ type: "ended", reason: "signed-out" });
    expect((await send("GET", "/v1/sessions/current")).body.passkeyOrigin).toBeNull();
    expect((await send("DELETE", `${PATH}/${id}`)).status).toBe(404);
    expect(panel.store.audit.map(({ what, target }) => `${what}: ${target}`)).toEqual(
      expect.arrayContaining(["passkey renamed: Ann: work phone", "passkey removed: Ann: work phone"]),
    );
  });

  it("of somebody else are counted and taken away by an owner, and by the server; nobody takes their own so", async () => {
    const bobs = await bob();
    const other = new SoftwareAuthenticator(ORIGIN);
    await add({}, other, bobs);
    const people = (await send("GET", "/v1/people")).body.people;
    expect(people.map((each: { passkeys: number }) => each.passkeys)).toEqual([0, 1]);
    const reset = (id: string, as = token) => send("POST", `/v1/people/${id}/passkeys/reset`, undefined, as);
    expect((await reset(people[1].id, bobs)).status).toBe(403);
    expect((await reset(people[0].id)).status).toBe(403);
    expect((await reset(people[1].id)).status).toBe(200);
    expect((await reset(people[1].id)).status).toBe(404);
    expect((await send("GET", "/v1/sessions/current", undefined, bobs)).status).toBe(401);
    expect(await signIn({}, other)).toMatchObject(REFUSED);
    expect(panel.store.audit).toContainEqual(
      expect.objectContaining({ who: "Ann", what: "passkeys reset", target: "Bob" }),
    );
  });

  it("are twenty at most", async () => {
    for (let index = 0; index < 20; index += 1) {
      expect((await add({}, new SoftwareAuthenticator(ORIGIN))).status).toBe(200);
    }
    expect((await send("POST", `${PATH}/options`)).body.code).toBe("not-allowed");
  });
});
