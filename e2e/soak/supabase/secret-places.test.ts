import { expect, it } from "vitest";
import { renderedFacts } from "@/e2e/soak/supabase/rendered-facts";
import { SECRET_PLACES } from "@/e2e/soak/supabase/secret-places";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import { readSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";

it("each secret that is made stands where the table says, in no other variable, and the table holds every one", () => {
  const secrets = secretsForKind(supabase, seededRandom("places"), new Date("2026-11-20T12:00:00Z"));
  const { settings } = readSettings(supabase, { profile: "full" });
  const access = { mode: "private" as const };
  const facts = renderedFacts(supabase.render({ name: "places", settings, secrets, access }));
  const found = Object.entries(secrets).map(([name, value]) => {
    const services = [...facts].flatMap(([service, { shown }]) => {
      const variables = Object.keys(shown).filter((variable) => shown[variable]?.includes(value));
      return variables.length === 0 ? [] : [[service, variables.toSorted()]];
    });
    return [name, Object.fromEntries(services)];
  });
  expect(Object.fromEntries(found)).toEqual(SECRET_PLACES);
});
