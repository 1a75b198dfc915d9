import assert from "node:assert/strict";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { recreatedServices, shownChanges } from "@/e2e/soak/supabase/container-facts";
import { SECRET_PLACES } from "@/e2e/soak/supabase/secret-places";
import type { SecretValues } from "@/lib/stacks/kind";

export type Renewed = { old: SecretValues; now: SecretValues; recreated: readonly string[] };

/**
 * Makes secrets anew and deploys: the new values stand wherever the old ones stood, these nowhere any more, and no other
 * container was touched.
 * @param names what a person asks for
 * @param together all that is then made anew
 */
export async function renewAlone(
  stack: ChangedStack,
  names: readonly string[],
  together: readonly string[] = names,
): Promise<Renewed> {
  const [before, old] = [await stack.facts(), await stack.secrets()];
  assert.deepEqual((await stack.renew([...names])).toSorted(), together.toSorted(), "made anew together");
  await stack.deployProven();
  const [after, now] = [await stack.facts(), await stack.secrets()];

  const expected: Record<string, Record<string, string>> = {};
  for (const name of together) {
    const [was, is] = [old[name] ?? "", now[name] ?? ""];
    assert.notEqual(was, is, name);
    for (const [service, variables] of Object.entries(SECRET_PLACES[name] ?? {})) {
      const shown = before.get(service)?.shown;
      if (shown === undefined) continue;
      const values = variables.map((variable) => [variable, shown[variable]?.replaceAll(was, is) ?? ""]);
      expected[service] = { ...expected[service], ...Object.fromEntries(values) };
    }
    for (const [service, { shown }] of after) {
      const left = Object.keys(shown).filter((key) => shown[key]?.includes(was));
      assert.deepEqual(left, [], `${name} of before in ${service}`);
    }
  }
  // Said by name alone: what failed would otherwise show the values.
  const namesOf = (changes: Record<string, object>) =>
    Object.fromEntries(
      Object.entries(changes).map(([service, values]) => [service, Object.keys(values).toSorted()]),
    );
  const changes = shownChanges(before, after);
  assert.deepEqual(namesOf(changes), namesOf(expected), "variables that are new");
  assert.deepEqual(changes, expected, "new values");
  const recreated = recreatedServices(before, after).toSorted();
  assert.deepEqual(recreated, Object.keys(expected).toSorted(), "services that were made anew");
  return { old, now, recreated };
}
