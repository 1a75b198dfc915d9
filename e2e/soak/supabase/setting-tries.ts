import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { behaviours } from "@/e2e/soak/supabase/behaviours";
import type { ChangedStack } from "@/e2e/soak/supabase/changed-stack";
import { type ContainerFacts, recreatedServices, shownChanges } from "@/e2e/soak/supabase/container-facts";
import type { FloorId, Material, Round } from "@/e2e/soak/supabase/expectation";
import {
  allRounds,
  FLOORS,
  recreatedBy,
  secretsOf,
  settingsOf,
  shownTogether,
} from "@/e2e/soak/supabase/rounds";
import type { PlanView } from "@/lib/api/contract/stack-views";
import { supabase } from "@/lib/stacks/supabase/supabase";

type Facts = ReadonlyMap<string, ContainerFacts>;

/** What was deployed last: a floor, and a round on top of it. */
type Place = { floor: FloorId; facts: Facts; above: ReadonlySet<string> };

/** Deploys rounds over one stack, in any order, each compared with the floor that it lies on. */
export async function settingTries(stack: ChangedStack): Promise<(id: string) => Promise<string>> {
  const rounds = allRounds(await materialOf(stack));
  let place: Place | null = { floor: "plain", facts: await stack.facts(), above: new Set() };
  return async (id) => {
    const round = rounds.find((one) => one.id === id);
    assert(round !== undefined, `there is no round ${id}`);
    const from: Place = place?.floor === round.floor ? place : await standOn(stack, round.floor);
    // Where a try stops half-way, the next one begins on a floor that is laid anew.
    place = null;
    const seen = await change(stack, round, from);
    place = { ...from, above: recreatedBy(round) };
    return seen;
  };
}

async function standOn(stack: ChangedStack, floor: FloorId): Promise<Place> {
  await stack.save(FLOORS[floor]);
  await stack.deployProven();
  return { floor, facts: await stack.facts(), above: new Set() };
}

async function change(stack: ChangedStack, round: Round, { floor, facts, above }: Place): Promise<string> {
  const before = await stack.facts();
  await stack.save({ ...FLOORS[floor], ...settingsOf(round) }, secretsOf(round));
  const plan = await stack.plan();
  assertFixed(round, plan);
  await stack.deployProven();
  const after = await stack.facts();

  const changes = shownChanges(facts, after);
  for (const { change: key, shows } of round.expectations) {
    for (const [service, values] of Object.entries(shows)) {
      for (const [name, value] of Object.entries(values)) {
        assert.equal(changes[service]?.[name], value, `${key}: ${name} of ${service}`);
      }
    }
  }
  assert.deepEqual(changes, shownTogether(round.expectations), "what else changed");

  const { gone = [], made = [] } = round;
  const wanted = [...facts.keys(), ...made].filter((service) => !gone.includes(service));
  assert.deepEqual([...after.keys()].toSorted(), wanted.toSorted(), "services");
  // The round before is taken back by the same deploy.
  const due = new Set([...above, ...recreatedBy(round)].filter((one) => before.has(one) && after.has(one)));
  const recreated = recreatedServices(before, after);
  assert.deepEqual(recreated.toSorted(), [...due].toSorted(), "services that were made anew");
  assert.deepEqual(planned(plan, "recreate"), [...due].toSorted(), "services of the plan");
  assert.deepEqual(planned(plan, "remove"), [...before.keys()].filter((one) => !after.has(one)).toSorted());
  for (const name of round.behaves ?? []) await behaviours[name](stack);
  const settings = round.expectations.length;
  return `${settings} settings; ${recreated.length} of ${after.size} made anew: ${recreated.toSorted().join(", ")}`;
}

/** The plan names just those of the settings that do not take full effect any more. */
function assertFixed({ expectations }: Round, { fixed }: PlanView): void {
  const fields: Readonly<Record<string, { label: string }>> = supabase.settings;
  const told = new Set(fixed.map(({ name }) => name));
  for (const { change: key, fixed: stays = false } of expectations) {
    assert.equal(told.has(fields[key]?.label ?? key), stays, `${key}: what the plan says of it`);
  }
}

function planned({ operations }: PlanView, verb: "recreate" | "remove"): string[] {
  const found = operations.filter((one) => one.verb === verb && one.target.type === "service");
  return found.map(({ target }) => target.name).toSorted();
}

async function materialOf(stack: ChangedStack): Promise<Material> {
  const [gateway, session, transaction, database] = await Promise.all([
    freeLoopbackPort(),
    freeLoopbackPort(),
    freeLoopbackPort(),
    freeLoopbackPort(),
  ]);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    url: `http://localhost:${stack.base.port}`,
    ports: { gateway, session, transaction, database },
    secrets: await stack.secrets(),
    samlKey: privateKey.export({ type: "pkcs1", format: "der" }).toString("base64"),
  };
}
