import assert from "node:assert/strict";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { recreatedServices, shownChanges } from "@/e2e/soak/supabase/container-facts";
import { studioStatus } from "@/e2e/soak/supabase/gateway-keys";
import type { Try } from "@/e2e/soak/supabase/key-tries";

/** Passwords with what YAML, shells, Lua and the engine's own file of variables could take for theirs. */
const PASSWORDS = [
  "12345678",
  "a'b\"c$d\\e|f#g: h%i{j}@k&l",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the dollar and braces are the point
  "näïve ${HOME} `id`",
  "pa:ss:wörd, ?*!",
];

type People = Readonly<Record<string, string>>;

/** Deploys these people as Studio's further users: the gateway alone is made anew. */
async function deployed(stack: ChangedStack, people: People): Promise<void> {
  const before = await stack.facts();
  const lines = Object.entries(people).map(([name, password]) => `${name}:${password}`);
  const dashboardUsers = lines.length === 0 ? null : lines.join("\n");
  await stack.save({}, { dashboardUsers });
  await stack.deployProven();
  const after = await stack.facts();
  assert.deepEqual(shownChanges(before, after), { kong: { DASHBOARD_USERS: dashboardUsers } });
  assert.deepEqual(recreatedServices(before, after), ["kong"]);
}

/** Without what tries before this one have switched on. */
async function asItWas(stack: ChangedStack): Promise<void> {
  await stack.save({});
  await stack.deployProven();
}

async function statuses(stack: ChangedStack, people: People): Promise<number[]> {
  return Promise.all(Object.entries(people).map(([name, password]) => studioStatus(stack, name, password)));
}

const allOf = (count: number, status: number) => Array.from({ length: count }, () => status);

async function added(stack: ChangedStack): Promise<string> {
  await asItWas(stack);
  const people = Object.fromEntries(PASSWORDS.map((password, index) => [`person ${index + 1}`, password]));
  assert.deepEqual(await statuses(stack, people), allOf(PASSWORDS.length, 401));
  await deployed(stack, people);
  assert.deepEqual(await statuses(stack, people), allOf(PASSWORDS.length, 200));
  return `${PASSWORDS.length} get in; the gateway alone made anew`;
}

async function changedAndRemoved(stack: ChangedStack): Promise<string> {
  await asItWas(stack);
  const [ann, bob, cleo] = ["ann's first", "bob's first", "cleo's first"];
  await deployed(stack, { ann, bob, cleo });
  assert.deepEqual(await statuses(stack, { ann, bob, cleo }), [200, 200, 200]);
  await deployed(stack, { ann, bob: "bob's second" });
  assert.deepEqual(await statuses(stack, { ann, bob, cleo }), [200, 401, 401]);
  assert.deepEqual(await statuses(stack, { bob: "bob's second" }), [200]);
  await deployed(stack, {});
  assert.deepEqual(await statuses(stack, { ann, bob: "bob's second" }), [401, 401]);
  return "a changed password, one removed, all removed; the gateway alone made anew, three times";
}

/** Live changes of who gets into Studio. */
export const peopleTries: Readonly<Record<string, Try>> = {
  "Studio users: added": added,
  "Studio users: changed, removed": changedAndRemoved,
};
