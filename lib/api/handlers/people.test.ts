import { beforeEach, describe, expect, it } from "vitest";
import { identityApi } from "@/lib/use-cases/test-support/identity-api";
import { MINUTE_MS } from "@/lib/use-cases/test-support/test-identity";

const bob = { name: "Bob", password: "battery staple" };
const DAY_MS = 24 * 60 * MINUTE_MS;

describe("people", () => {
  let panel: ReturnType<typeof identityApi>;
  let owner: { token: string; operator: { id: string } };
  beforeEach(async () => {
    panel = identityApi();
    owner = await panel.owner();
  });

  const asOwner = async (method: string, path: string, body?: object) => {
    const response = await panel.call(owner.token, method, path, body);
    return { status: response.status, body: await response.json() };
  };
  const invite = async (role: string, note = "") => {
    const { body } = await asOwner("POST", "/v1/people/invitations", { role, note });
    return { ...body, token: String(body.url).split("#token=")[1] ?? "" };
  };
  const accept = (token: string, given = bob) => panel.visit("/v1/invitations/accept", { token, ...given });
  const join = async (role: string, given = bob) => (await accept((await invite(role)).token, given)).body;
  const list = async () => (await asOwner("GET", "/v1/people")).body;

  it("lets somebody in by a link, with the role that the owner chose", async () => {
    const { url, token, invitation } = await invite("operator", "Bob of the shop");
    expect(url).toMatch(/^https:\/\/panel\.example\.com\/invitation#token=[\w-]{43}$/);
    expect(await panel.visit("/v1/invitations/look", { token })).toEqual({
      status: 200,
      body: { role: "operator", invitedBy: "Ann", expiresAt: "2026-03-02T10:00:00.000Z" },
    });
    const before = await list();
    expect(before.invitations).toEqual([invitation]);
    const text = JSON.stringify(before);
    expect(text).not.toContain(token);
    expect(text).not.toContain(panel.services.tokens.hash(token));

    const made = await accept(token);
    expect(made).toMatchObject({ status: 200, body: { operator: { name: "Bob", role: "operator" } } });
    expect((await panel.call(made.body.token, "GET", "/v1/sessions/current")).status).toBe(200);
    const after = await list();
    expect(after.invitations).toEqual([]);
    expect(after.people).toEqual([
      expect.objectContaining({ name: "Ann", role: "owner" }),
      expect.objectContaining({ name: "Bob", role: "operator", lastSeenAt: "2026-03-01T10:00:00.000Z" }),
    ]);
    expect(panel.store.audit.map(({ what, target }) => [what, target]).slice(-2)).toEqual([
      ["invitation made", "operator, for Bob of the shop"],
      ["account made", "Bob, operator, invited by Ann"],
    ]);
  });

  it("makes one account of a link that is used many times at once", async () => {
    const { token } = await invite("viewer");
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => accept(token, { ...bob, name: `bob${index}` })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await list()).people).toHaveLength(2);
  });

  it("takes no role from whoever uses the link, and no weak password", async () => {
    const { token } = await invite("viewer");
    expect((await accept(token, { ...bob, password: "short" })).status).toBe(422);
    const given = { token, ...bob, role: "owner" };
    expect((await panel.visit("/v1/invitations/accept", given)).body.operator.role).toBe("viewer");
  });

  it("refuses a link that was ended, used or is a day old, and says so before anybody types", async () => {
    const ended = await invite("viewer");
    expect((await asOwner("DELETE", `/v1/people/invitations/${ended.invitation.id}`)).status).toBe(200);
    expect((await asOwner("DELETE", `/v1/people/invitations/${ended.invitation.id}`)).status).toBe(404);
    const old = await invite("viewer");
    const used = await invite("viewer");
    await accept(used.token);
    const checkedBefore = panel.checked();
    for (let half = 0; half < 48; half += 1) {
      panel.pass(DAY_MS / 48);
      await panel.call(owner.token, "GET", "/v1/sessions/current");
    }
    for (const { token } of [ended, old, used]) {
      for (const path of ["/v1/invitations/look", "/v1/invitations/accept"]) {
        const { status, body } = await panel.visit(path, { token, ...bob, name: "Eve" });
        expect([status, body.code]).toEqual([403, "link-invalid"]);
      }
    }
    expect(panel.checked()).toBe(checkedBefore);
  });

  it("keeps the link of somebody whose name is taken", async () => {
    const { token } = await invite("viewer");
    const refused = await accept(token, { ...bob, name: "ANN" });
    expect(refused.body).toMatchObject({ code: "name-taken", issues: [{ field: "name" }] });
    expect((await accept(token)).status).toBe(200);
  });

  it("lets who waits for the link have it when the one before them is refused", async () => {
    const { token } = await invite("viewer");
    const checked = panel.checked();
    const answers = await Promise.all([
      accept(token, { ...bob, name: "ANN" }),
      accept(token),
      accept(token, { ...bob, name: "Carl" }),
    ]);
    expect(answers.map(({ body }) => body.code ?? body.operator.name)).toEqual([
      ...["name-taken", "Bob", "link-invalid"],
    ]);
    expect(panel.checked()).toBe(checked);
  });

  it("has ten wrong tokens of an address looked at, and no more", async () => {
    const { token } = await invite("viewer");
    for (let wrong = 0; wrong < 10; wrong += 1) {
      expect((await accept(`wrong${wrong}`)).status).toBe(403);
    }
    expect((await accept(token)).status).toBe(429);
    expect((await panel.visit("/v1/invitations/accept", { token, ...bob }, "203.0.113.9")).status).toBe(200);
  });

  it("counts a new role from the next call on", async () => {
    const { token, operator } = await join("viewer");
    expect((await panel.call(token, "GET", "/v1/people")).status).toBe(403);
    await asOwner("POST", `/v1/people/${operator.id}/role`, { role: "owner" });
    expect((await panel.call(token, "GET", "/v1/people")).status).toBe(200);
    expect(panel.store.audit.at(-1)).toMatchObject({ what: "role changed", target: "Bob: viewer → owner" });
  });

  it("removes somebody when the name is typed; sessions and streams end at once", async () => {
    const { token, operator } = await join("operator");
    const ended = panel.streamEnd(token);
    const path = `/v1/people/${operator.id}/remove`;
    expect((await asOwner("POST", path, { confirmName: "bo" })).body.code).toBe("confirmation-missing");
    expect((await asOwner("POST", path, { confirmName: "Bob" })).status).toBe(200);
    expect(await ended).toEqual({ type: "ended", reason: "signed-out" });
    expect((await panel.call(token, "GET", "/v1/sessions/current")).status).toBe(401);
    expect((await panel.visit("/v1/sessions", bob)).status).toBe(401);
    expect((await asOwner("POST", path, { confirmName: "Bob" })).status).toBe(404);
  });

  it("ends the invitations of an owner who is one no longer", async () => {
    const { token, operator } = await join("owner");
    const invited = await panel.call(token, "POST", "/v1/people/invitations", { role: "owner", note: "Eve" });
    const link = String((await invited.json()).url).split("#token=")[1] ?? "";
    await asOwner("POST", `/v1/people/${operator.id}/role`, { role: "viewer" });
    expect((await accept(link, { ...bob, name: "Eve" })).body.code).toBe("link-invalid");
    expect((await list()).invitations).toEqual([]);
    expect(panel.store.audit.slice(-2)).toEqual([
      expect.objectContaining({ who: "Ann", what: "role changed", target: "Bob: owner → viewer" }),
      expect.objectContaining({ who: "Ann", what: "invitation ended", target: "owner, for Eve" }),
    ]);
  });

  it("lets nobody change or remove their own account", async () => {
    const own = `/v1/people/${owner.operator.id}`;
    await join("owner");
    expect(await asOwner("POST", `${own}/role`, { role: "viewer" })).toMatchObject({ status: 403 });
    expect(await asOwner("POST", `${own}/remove`, { confirmName: "Ann" })).toMatchObject({
      status: 403,
      body: { message: "This is your own account" },
    });
    expect((await list()).people).toHaveLength(2);
  });

  it("keeps the last owner on the control socket too, by name", async () => {
    const response = await panel.control.request(`/v1/people/${owner.operator.id}/role`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ role: "viewer" }),
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: "last-owner",
      message: "Ann is the only owner",
      fix: expect.stringContaining("owner first"),
    });
  });
});
