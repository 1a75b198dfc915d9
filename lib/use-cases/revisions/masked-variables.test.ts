import { expect, it } from "vitest";
import { directus } from "@/lib/stacks/directus/directus";
import { MASK } from "@/lib/stacks/env-file";
import type { FreeVariable } from "@/lib/stacks/settings";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };
const NONE = { query: undefined, body: undefined };
const access = { mode: "private" as const };
const NAME = "AUTH_GITHUB_CLIENT_SECRET";

async function stackWithSecret() {
  const { panel, world } = fakePanel({ kinds: { directus } });
  const { verbs } = panel;
  const settings = { variables: [{ name: NAME, value: "typed by ann" }] };
  const body = { kind: "directus", name: "shop", settings, secrets: {}, access };
  const made = await verbs["stacks.create"]({ params: undefined, query: undefined, body }, ANN);
  const params = { stack: made.id };
  const show = () => verbs["stacks.show"]({ params, ...NONE }, ANN);
  const list = () => verbs["revisions.list"]({ params, ...NONE }, ANN);
  const save = (base: number, change: { projectName?: string; variables?: FreeVariable[] }) =>
    verbs["revisions.create"](
      { params, query: undefined, body: { base, settings: change, secrets: {}, access, note: "" } },
      ANN,
    );
  const stored = async (revision: number) => (await world.stacks.revision(made.id, revision))?.settings;
  return { verbs, made, show, list, save, stored };
}

it("shows a free variable that looks like a secret masked, and saves it as it was when the mask comes back", async () => {
  const { made, show, list, save, stored } = await stackWithSecret();
  const masked = [{ name: NAME, value: MASK }];
  expect(made.settings.variables).toEqual(masked);
  const shown = (await show()).settings;
  const saved = await save(1, { ...shown, projectName: "Fjord" });
  expect(await stored(2)).toMatchObject({
    projectName: "Fjord",
    variables: [{ name: NAME, value: "typed by ann" }],
  });
  expect(saved.changes.map(({ name }) => name)).toEqual(["Project name"]);
  expect(JSON.stringify([made, saved, await show(), await list()])).not.toContain("typed by ann");
});

it("saves what was typed over the mask, and tells of it by fingerprint", async () => {
  const { save, stored } = await stackWithSecret();
  const saved = await save(1, { variables: [{ name: NAME, value: "typed anew" }] });
  expect(await stored(2)).toMatchObject({ variables: [{ name: NAME, value: "typed anew" }] });
  expect(saved.changes).toMatchObject([
    { name: NAME, secret: true, after: expect.stringMatching(/^secret /) },
  ]);
  expect(JSON.stringify(saved)).not.toMatch(/typed/);
});

it("refuses the mask under a name that has no stored value", async () => {
  const { save, verbs } = await stackWithSecret();
  const variables = [{ name: "AUTH_GITLAB_CLIENT_SECRET", value: MASK }];
  const refused = { code: "settings-invalid", details: { issues: [{ field: "variables.0.value" }] } };
  await expect(save(1, { variables })).rejects.toMatchObject(refused);
  const body = { kind: "directus", name: "other", settings: { variables }, secrets: {}, access };
  await expect(
    verbs["stacks.create"]({ params: undefined, query: undefined, body }, ANN),
  ).rejects.toMatchObject(refused);
});
