import { expect, it } from "vitest";
import { seededRandom } from "@/lib/keys/seeded-random";
import { supabaseKeySet } from "@/lib/keys/supabase-key-set";
import { NEW_ENV, OLD_ENV, OWN_KEYS } from "@/lib/stacks/supabase/import/test-support/example-files";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };
const KONG = "basicauth_credentials: [{username: bob, password: b-secret}]";

function importing(env: string, more: { kong?: string; keepFlagged?: string[]; name?: string } = {}) {
  const made = fakePanel({ kinds: { supabase }, random: seededRandom("panel") });
  const body = { env, kong: "", keepFlagged: [], access: { mode: "private" as const }, ...more };
  const input = { params: undefined, query: undefined, body };
  return {
    ...made,
    review: () => made.panel.verbs["imports.review"](input, ANN),
    create: () => made.panel.verbs["imports.create"](input, ANN),
  };
}

it.each([
  ["old", OLD_ENV, "full"],
  ["new", NEW_ENV, "full"],
])("makes a sound stack of a .env of the %s shape, with the secrets that it had", async (_, env, profile) => {
  const { create, review, panel, world } = importing(env, { kong: KONG, name: "shop" });
  expect((await review()).issues).toEqual([]);
  const stack = await create();
  expect(stack).toMatchObject({ name: "shop", kind: "supabase", revision: 1, settings: { profile } });
  const secrets = await world.stacks.secrets(stack.id, 1);
  expect(secrets).toMatchObject({
    jwtSecret: OWN_KEYS.JWT_SECRET,
    anonKey: OWN_KEYS.ANON_KEY,
    dashboardUsers: "bob:b-secret",
  });
  const params = { stack: stack.id, revision: 1 };
  const files = await panel.verbs["revisions.files"]({ params, query: undefined, body: undefined }, ANN);
  expect(files.env).toContain("ANON_KEY=");
});

it("answers a review without any secret of the files, and saves nothing", async () => {
  const { review, world } = importing(OLD_ENV, { kong: KONG });
  const answer = JSON.stringify(await review());
  for (const value of [OWN_KEYS.JWT_SECRET, OWN_KEYS.SERVICE_ROLE_KEY, "p#w$d", "b-secret"]) {
    expect(answer).not.toContain(value);
  }
  expect(await world.stacks.list()).toEqual([]);
});

it("writes to the audit log who made which stack, and no more", async () => {
  const { create, world } = importing(OLD_ENV, { name: "shop" });
  await create();
  expect(world.stacks.audit).toEqual([{ ...ANN, what: "stack created", target: "shop" }]);
});

it("refuses a key that is kept although its secret has not signed it, by its field", async () => {
  const other = supabaseKeySet({}, seededRandom("other"), new Date("2026-06-01T00:00:00Z"));
  const env = OLD_ENV.replace(OWN_KEYS.ANON_KEY, other.ANON_KEY);
  const { create, review } = importing(env, { keepFlagged: ["ANON_KEY"] });
  expect((await review()).issues).toMatchObject([{ field: "secrets.anonKey" }]);
  await expect(create()).rejects.toMatchObject({ code: "settings-invalid" });
  const anew = importing(env);
  expect((await anew.review()).issues).toEqual([]);
  const stack = await anew.create();
  expect((await anew.world.stacks.secrets(stack.id, 1)).anonKey).not.toBe(other.ANON_KEY);
});
