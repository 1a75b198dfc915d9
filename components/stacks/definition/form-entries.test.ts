import { describe, expect, test } from "vitest";
import {
  changedEntries,
  defaultText,
  entryOf,
  findEntries,
} from "@/components/stacks/definition/form-entries";
import { topicsOf } from "@/components/stacks/definition/form-topics";
import type { SettingValue } from "@/lib/stacks/settings";
import { supabaseFields } from "@/lib/stacks/supabase/fields";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { kindForm } from "@/lib/web/kind-form";

const form = kindForm(supabase);
const topics = topicsOf(form);
const defaults = Object.fromEntries(
  Object.entries(form.fields).map(([name, field]) => [name, field.default]),
);
const found = (typed: string, settings: Record<string, SettingValue> = {}) =>
  findEntries(form, topics, { ...defaults, ...settings }, typed).flatMap(({ entries }) =>
    entries.map(({ name }) => name),
  );

describe("findEntries", () => {
  test("finds by label, variable, explanation and option, whatever the case", () => {
    expect(found("site url")).toContain("siteUrl");
    expect(found("site_url")).toEqual(["siteUrl"]);
    expect(found("row level")).toEqual([]);
    expect(found("s3 bucket")).toContain("storageBackend");
  });

  test("finds every word that was typed", () => {
    expect(found("google github")).toEqual([]);
    expect(found("sign-in google")).toEqual(["googleEnabled"]);
  });

  test("shows what is switched off by its switch, and itself once that is on", () => {
    expect(found("google: client")).toEqual(["googleEnabled"]);
    expect(found("google: client", { googleEnabled: true })).toEqual(["googleClientId", "googleSecret"]);
    expect(found("twilio account")).toEqual(["phoneSignup"]);
    expect(found("twilio account", { phoneSignup: true })).toEqual(["smsProvider"]);
  });
});

describe("changedEntries", () => {
  const changed = (settings: Record<string, SettingValue>, secrets = {}) =>
    changedEntries(form, topics, { settings: { ...defaults, ...settings }, secrets }).map(({ name }) => name);

  test("names what is not as it comes and matters", () => {
    expect(changed({})).toEqual([]);
    expect(changed({ siteUrl: "https://app.example.com", googleEnabled: true })).toEqual([
      "siteUrl",
      "googleEnabled",
    ]);
    expect(changed({ googleClientId: "x" })).toEqual([]);
    expect(changed({ googleEnabled: true }, { googleSecret: "x", openaiApiKey: "" })).toEqual([
      "googleEnabled",
      "googleSecret",
    ]);
  });

  test("takes a figure as typed for the figure, and says nothing of proposed ports", () => {
    expect(changed({ jwtExpiry: "3600", port: 8001 })).toEqual([]);
    expect(changed({ jwtExpiry: "3601" })).toEqual(["jwtExpiry"]);
    expect(changed({ authVariables: [{ name: "A", value: "b" }] })).toEqual(["authVariables"]);
  });
});

test("a default stands in the form's own words", () => {
  const { jwtExpiry, disableSignup, mailTransport, redirectUrls, siteUrl } = supabaseFields;
  expect([jwtExpiry, disableSignup, mailTransport, redirectUrls, siteUrl].map(defaultText)).toEqual([
    "3600 s",
    "off",
    "None",
    "empty",
    "http://localhost:3000",
  ]);
});

test("an issue belongs to the entry that it is in", () => {
  const entries = ["variables.2.name", "secrets.licenseKey", "port"].map((field) => entryOf({ field }));
  expect(entries).toEqual(["variables", "licenseKey", "port"]);
});
