import { describe, expect, it } from "vitest";
import { recreatedServices, shownChanges } from "@/e2e/soak/supabase/container-facts";
import type { Expectation, FloorId, Round } from "@/e2e/soak/supabase/expectation";
import { renderedFacts } from "@/e2e/soak/supabase/rendered-facts";
import {
  allRounds,
  EXCEPTIONS,
  FLOORS,
  recreatedBy,
  secretsOf,
  settingsOf,
  shownTogether,
  TAG_FIELD,
} from "@/e2e/soak/supabase/rounds";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { fixedChanges } from "@/lib/planning/fixed-changes";
import type { SecretValues } from "@/lib/stacks/kind";
import { readSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { settingsIssues } from "@/lib/stacks/validated-settings";

const NOW = new Date("2026-11-20T12:00:00Z");
const secrets = secretsForKind(supabase, seededRandom("rounds"), NOW);
const rounds = allRounds({
  url: "http://localhost:8000",
  ports: { gateway: 18_000, session: 15_432, transaction: 16_543, database: 15_442 },
  secrets,
  samlKey: "MIIEowIBAAKCAQEAexample==",
});

function settingsAt(floor: FloorId, changes: object = {}) {
  return readSettings(supabase, { ...FLOORS[floor], ...changes }).settings;
}

function rendered(floor: FloorId, changes: object = {}, given: SecretValues = {}) {
  const input = { name: "round", settings: settingsAt(floor, changes), secrets: { ...secrets, ...given } };
  return renderedFacts(supabase.render({ ...input, access: { mode: "private" } }));
}

describe("the table of what each setting changes", () => {
  it("holds every setting and every secret that a person gives, once; or says why not", () => {
    const given = Object.keys(supabase.secrets).filter(
      (name) => supabase.secrets[name]?.recipe.type === "provided",
    );
    const all = [...Object.keys(supabase.settings), ...given.map((name) => `secrets.${name}`)];
    const changed = rounds.flatMap(({ expectations }) => expectations.map(({ change }) => change));
    // Its own rounds are those of the secrets: they add, change and remove people.
    const elsewhere = [...Object.keys(EXCEPTIONS), "secrets.dashboardUsers"];
    const tags = Object.keys(supabase.settings).filter((name) => TAG_FIELD.test(name));
    expect([...changed, ...elsewhere, ...tags].toSorted()).toEqual(all.toSorted());
  });

  it.each(rounds.map((round): [string, Round] => [round.id, round]))(
    "is what is rendered: %s",
    (_, round) => {
      const { floor, gone = [], made = [] } = round;
      const [changes, given] = [settingsOf(round), secretsOf(round)];
      expect(
        settingsIssues(supabase, { ...FLOORS[floor], ...changes }, { ...secrets, ...given }).issues,
      ).toEqual([]);
      const [before, after] = [rendered(floor), rendered(floor, changes, given)];
      expect(shownChanges(before, after)).toEqual(shownTogether(round.expectations));
      expect(recreatedServices(before, after).toSorted()).toEqual([...recreatedBy(round)].toSorted());
      expect([...before.keys()].filter((service) => !after.has(service)).toSorted()).toEqual(gone.toSorted());
      expect([...after.keys()].filter((service) => !before.has(service)).toSorted()).toEqual(made.toSorted());
      const fixed = round.expectations.filter((one) => one.fixed).map(labelOf);
      const told = fixedChanges(settingsAt(floor), settingsAt(floor, changes), supabase.settings);
      expect(told.map(({ name }) => name).toSorted()).toEqual(fixed.toSorted());
    },
  );

  it("has another value for each setting than the stack has before", () => {
    for (const { floor, expectations } of rounds) {
      const before: Readonly<Record<string, unknown>> = settingsAt(floor);
      for (const { change, value } of expectations) expect(before[change], change).not.toEqual(value);
    }
  });
});

function labelOf({ change }: Expectation): string {
  const fields: Readonly<Record<string, { label: string }>> = supabase.settings;
  return fields[change]?.label ?? change;
}
