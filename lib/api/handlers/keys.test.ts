import { describe, expect, it } from "vitest";
import { keyRoutes } from "@/lib/api/contract/keys";
import { keyHandlers } from "@/lib/api/handlers/keys";
import { openTestApi, tokenOf } from "@/lib/api/test-api";
import { seededRandom } from "@/lib/keys/seeded-random";

const NOW = new Date("2026-11-21T15:04:05Z");
const SECRET = "a secret with more than 32 characters";

type KeyRouteId = keyof typeof keyRoutes;

function open() {
  const api = openTestApi(keyHandlers({ random: seededRandom("api"), now: () => NOW }));
  const call = async (id: KeyRouteId, body?: unknown) => {
    const response = await api.web.request(keyRoutes[id].path, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf("operator")}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
    return { status: response.status, answer: await response.json() };
  };
  return { api, call };
}

describe("the key routes", () => {
  it.each(Object.keys(keyRoutes).filter((id) => id !== "keys.verify") as KeyRouteId[])(
    "%s answers what its contract says, without any input too",
    async (id) => {
      const { api, call } = open();
      for (const body of [undefined, {}]) {
        const { status, answer } = await call(id, body);
        expect(status).toBe(200);
        const { json } = keyRoutes[id].response;
        expect(json.parse(answer)).toEqual(answer);
      }
      expect(api.logged).toEqual([]);
    },
  );

  it("take what a person decides", async () => {
    const { call } = open();
    const { answer } = await call("keys.supabase-jwt", {
      secret: SECRET,
      anonRole: "guest",
      exp: 1_900_000_000,
    });
    expect(answer.JWT_SECRET).toBe(SECRET);
    const verified = await call("keys.verify", { token: answer.ANON_KEY, key: { secret: SECRET } });
    expect(keyRoutes["keys.verify"].response.json.parse(verified.answer)).toEqual({
      header: { alg: "HS256", typ: "JWT" },
      payload: { role: "guest", iss: "supabase", iat: 1_795_219_200, exp: 1_900_000_000 },
      signature: { state: "valid", reason: "The signature is valid (HS256)" },
      time: { state: "valid", words: expect.stringMatching(/^Expires in 3 years \(17 Mar 2030/) },
      remarks: [],
    });
    expect((await call("keys.random", { length: 5, alphabet: "digits", count: 2 })).answer.secrets).toEqual([
      expect.stringMatching(/^\d{5}$/),
      expect.stringMatching(/^\d{5}$/),
    ]);
    expect((await call("keys.directus", { version: "9" })).answer.KEY).toHaveLength(36);
  });

  it.each<[KeyRouteId, unknown, string]>([
    ["keys.supabase-jwt", { secret: "hunter2 is too short" }, "secret"],
    ["keys.supabase", { exp: 1 }, "exp"],
    ["keys.spacetimedb", { privateKeyPem: "hunter2" }, "privateKeyPem"],
    ["keys.verify", { token: "hunter2" }, "token"],
    ["keys.verify", { token: "a.b.c" }, "token"],
    ["keys.verify", { token: "e30.e30.x", key: { publicKey: "hunter2" } }, "publicKey"],
    ["keys.random", { length: 1025 }, "length"],
  ])("%s refuses %j at its field, and repeats no secret", async (id, body, field) => {
    const { api, call } = open();
    const { status, answer } = await call(id, body);
    expect(status).toBe(422);
    expect(answer).toMatchObject({ code: "input-invalid", issues: [{ field, message: expect.any(String) }] });
    expect(JSON.stringify([answer, api.logged])).not.toContain("hunter2");
  });
});
