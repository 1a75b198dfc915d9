import { beforeEach, describe, expect, it } from "vitest";
import { randomTokens } from "@/lib/adapters/crypto/random-tokens";
import { PanelError } from "@/lib/errors";
import { MemoryStackStore } from "@/lib/ports/fakes/memory-stack-store";
import { changePassword } from "@/lib/use-cases/identity/change-password";
import { checkSession, sweepSessions } from "@/lib/use-cases/identity/check-session";
import { createOwner } from "@/lib/use-cases/identity/create-owner";
import { createSetupLink } from "@/lib/use-cases/identity/create-setup-link";
import { listSessions } from "@/lib/use-cases/identity/own-sessions";
import { setupRefusal } from "@/lib/use-cases/identity/setup-refusal";
import { signIn } from "@/lib/use-cases/identity/sign-in";
import { signOut } from "@/lib/use-cases/identity/sign-out";
import { ann, at, local, MINUTE_MS, testIdentity } from "@/lib/use-cases/test-support/test-identity";

const HOUR = 60 * MINUTE_MS;

describe("identity", () => {
  let panel: ReturnType<typeof testIdentity>;
  beforeEach(() => {
    panel = testIdentity();
  });

  const link = () => panel.link();
  const owner = () => panel.owner();
  const check = (token: string) => checkSession(panel.services, randomTokens.hash(token));

  it("makes the owner by the one-time link, signed in", async () => {
    const { url, expiresAt } = await createSetupLink(panel.services, local);
    expect(url).toMatch(/^https:\/\/panel\.example\.com\/setup#token=[\w-]{43}$/);
    expect(expiresAt).toBe("2026-03-01T10:15:00.000Z");
    const token = url.split("#token=")[1] ?? "";
    const signedIn = await createOwner(panel.services, { token, ...ann }, at("192.0.2.7"));
    expect(signedIn.operator).toMatchObject({ name: "Ann", role: "owner" });
    expect(await check(signedIn.token)).toMatchObject({ operator: signedIn.operator });
    await expect(createOwner(panel.services, { token, ...ann }, at(""))).rejects.toMatchObject({
      code: "setup-done",
    });
    await expect(createSetupLink(panel.services, local)).rejects.toMatchObject({ code: "setup-done" });
  });

  it("takes a link for 15 minutes, and the newest one only", async () => {
    const invalid = { code: "setup-link-invalid" };
    const first = await link();
    const second = await link();
    const attempt = (token: string) => createOwner(panel.services, { token, ...ann }, at(""));
    await expect(attempt(first)).rejects.toMatchObject(invalid);
    await expect(attempt("x".repeat(43))).rejects.toMatchObject(invalid);
    panel.pass(15 * MINUTE_MS);
    await expect(attempt(second)).rejects.toMatchObject(invalid);
    await attempt(await link());
  });

  it("makes one owner of many who hold the link", async () => {
    const token = await link();
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        createOwner(panel.services, { token, ...ann, name: `n${index}` }, at("")),
      ),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("refuses set-up where a lost installation runs", async () => {
    const token = await link();
    panel.refuse("restore it");
    await expect(link()).rejects.toMatchObject({ code: "setup-refused", message: "restore it" });
    const attempt = createOwner(panel.services, { token, ...ann }, at(""));
    await expect(attempt).rejects.toMatchObject({ code: "setup-refused" });
    expect(await panel.store.hasOwner()).toBe(false);
  });

  it("signs in by name and password, and says no more than that", async () => {
    await owner();
    const { token } = await panel.signIn({ ...ann, name: "ANN" }, "192.0.2.9");
    expect(await check(token)).not.toBeNull();
    const refusals = await Promise.all(
      [
        { ...ann, password: "wrong" },
        { ...ann, name: "nobody" },
      ].map((given) =>
        signIn(panel.services, given, at("192.0.2.9")).catch((error: PanelError) => ({
          code: error.code,
          message: error.message,
        })),
      ),
    );
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({ code: "sign-in-failed" });
    expect(panel.recorded.map(({ what, target }) => [what, target])).toEqual([
      ["sign-in refused", "Ann"],
      ["sign-in refused", "unknown name"],
    ]);
  });

  it("ends a session after an hour of silence, and after twelve hours in any case", async () => {
    const { token } = await owner();
    panel.pass(HOUR - 1);
    expect(await check(token)).not.toBeNull();
    panel.pass(HOUR - 1);
    expect(await check(token)).not.toBeNull();
    panel.pass(HOUR);
    expect(await check(token)).toBeNull();

    const busy = (await panel.signIn(ann, "")).token;
    for (let minute = 0; minute < 12 * 60 - 30; minute += 30) {
      panel.pass(30 * MINUTE_MS);
      expect(await check(busy), `after ${minute + 30} minutes`).not.toBeNull();
    }
    panel.pass(30 * MINUTE_MS);
    expect(await check(busy)).toBeNull();
    await sweepSessions(panel.services);
    expect(await panel.store.session(randomTokens.hash(busy))).toBeNull();
  });

  it("writes down when a session was last seen, once a minute at most", async () => {
    const { token, operator } = await owner();
    const own = { operatorId: operator.id, tokenHash: randomTokens.hash(token) };
    const seen = new Set<string>();
    for (let second = 0; second < 5 * 60; second += 1) {
      panel.pass(1000);
      await check(token);
      const [session] = await listSessions(panel.services, own);
      seen.add(session?.lastSeenAt ?? "");
    }
    expect([...seen]).toEqual([0, 1, 2, 3, 4, 5].map((minute) => `2026-03-01T10:0${minute}:00.000Z`));
  });

  it("ends a session by signing out, and tells its streams alone", async () => {
    const first = await owner();
    const second = await panel.signIn(ann, "");
    const told: string[] = [];
    for (const [name, { token }] of Object.entries({ first, second })) {
      panel.services.sessionEnds.listen(randomTokens.hash(token), () => told.push(name));
    }
    await signOut(panel.services, randomTokens.hash(first.token), { who: "Ann", from: "" });
    expect(told).toEqual(["first"]);
    expect(await check(first.token)).toBeNull();
    expect(await check(second.token)).not.toBeNull();
  });

  it("changes a password, ending every other session", async () => {
    const first = await owner();
    const second = await panel.signIn(ann, "");
    const told: string[] = [];
    panel.services.sessionEnds.listen(randomTokens.hash(second.token), () => told.push("second"));
    const session = { operatorId: first.operator.id, tokenHash: randomTokens.hash(first.token) };
    const change = (current: string) =>
      changePassword(panel.services, session, { current, next: "battery staple" }, { who: "Ann", from: "" });
    await expect(change("wrong")).rejects.toMatchObject({ code: "sign-in-failed" });
    await change(ann.password);
    expect(told).toEqual(["second"]);
    expect(await check(second.token)).toBeNull();
    expect(await check(first.token)).not.toBeNull();
    await expect(signIn(panel.services, ann, at(""))).rejects.toMatchObject({ code: "sign-in-failed" });
    await signIn(panel.services, { name: "ann", password: "battery staple" }, at(""));
  });
});

describe("setupRefusal", () => {
  const stacks = new MemoryStackStore();
  const found = (names: string[]) => async () => names;

  it("speaks up only for containers that an empty data folder does not know", async () => {
    expect(await setupRefusal({ stacks, labelledContainers: found([]), fresh: false })).toBeNull();
    expect(await setupRefusal({ stacks, labelledContainers: found(["blog-web-1"]), fresh: true })).toBeNull();
    const refusal = await setupRefusal({ stacks, labelledContainers: found(["a", "b"]), fresh: false });
    expect(refusal).toMatch(/2 containers.*backup.*remove.*SLIPWAY_FRESH=1/s);
  });

  it("lets set-up go on without an engine to ask, and hides no fault", async () => {
    const failing = (error: Error) => async () => Promise.reject(error);
    const off = failing(new PanelError("engine-unreachable", "off"));
    expect(await setupRefusal({ stacks, labelledContainers: off, fresh: false })).toBeNull();
    const fault = failing(new TypeError("bug"));
    await expect(setupRefusal({ stacks, labelledContainers: fault, fresh: false })).rejects.toThrow("bug");
  });
});
