import { describe, expect, test } from "vitest";
import { foldedTopicsOf, topicsOf } from "@/components/stacks/definition/form-topics";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { kindForm } from "@/lib/web/kind-form";

const form = kindForm(supabase);
const namesOf = (id: string) =>
  topicsOf(form)
    .find((topic) => topic.id === id)
    ?.entries.map(({ name }) => name) ?? [];

describe("topicsOf", () => {
  test("puts a secret behind the fields of the switch that it hangs on", () => {
    expect(namesOf("providers").slice(0, 4)).toEqual([
      "googleEnabled",
      "googleClientId",
      "googleSecret",
      "githubEnabled",
    ]);
    expect(namesOf("mail").indexOf("smtpPassword")).toBe(namesOf("mail").indexOf("smtpUser") + 1);
  });

  test("puts what few people need last", () => {
    const advanced = namesOf("auth").map((name) => form.fields[name]?.advanced === true);
    expect(advanced).toEqual([...advanced].sort());
    expect(namesOf("mail").at(-1)).toBe("mailPathEmailChange");
  });

  test("has each field and each given secret exactly once", () => {
    const names = topicsOf(form).flatMap(({ entries }) => entries.map(({ name }) => name));
    expect(names.sort()).toEqual([...Object.keys(form.fields), ...Object.keys(form.providedSecrets)].sort());
  });
});

test("the first topic of a new stack keeps what matters; the rest of it is one of its own", () => {
  const [first, more] = foldedTopicsOf(form);
  expect(first?.entries.map(({ name }) => name)).toEqual(["profile", "version", "port", "dashboardUsername"]);
  expect(more).toMatchObject({ label: "More basics", entries: [{ type: "setting", name: "newerKeys" }] });
});
