import { expect, it } from "vitest";
import { MASK } from "@/lib/stacks/env-file";
import { maskedSettings, unmaskedSettings } from "@/lib/stacks/masked-settings";

const stored = {
  title: "SECRET",
  more: [
    { name: "AUTH_GITHUB_CLIENT_SECRET", value: "s3cr3t" },
    { name: "EMPTY_TOKEN", value: "" },
    { name: "GREETING", value: "hello" },
  ],
};
const masked = {
  title: "SECRET",
  more: [
    { name: "AUTH_GITHUB_CLIENT_SECRET", value: MASK },
    { name: "EMPTY_TOKEN", value: "" },
    { name: "GREETING", value: "hello" },
  ],
};

it("masks the values of free variables that look like secrets, and nothing else", () => {
  expect(maskedSettings(stored)).toEqual(masked);
});

it("keeps what is stored where the mask comes back", () => {
  expect(unmaskedSettings(masked, stored)).toEqual({ settings: stored, issues: [] });
});

it("finds the stored value by name, wherever the line is now", () => {
  const given = { more: [{ name: "NEW_TOKEN", value: "n" }, ...masked.more] };
  expect(unmaskedSettings(given, stored)).toEqual({
    settings: { more: [{ name: "NEW_TOKEN", value: "n" }, ...stored.more] },
    issues: [],
  });
});

it("takes what was typed instead", () => {
  const given = { more: [{ name: "AUTH_GITHUB_CLIENT_SECRET", value: "" }] };
  expect(unmaskedSettings(given, stored)).toEqual({ settings: given, issues: [] });
});

it("asks for the value under another name, and where nothing is stored", () => {
  const renamed = { more: [{ name: "GITHUB_SECRET", value: MASK }] };
  const issue = { field: "more.0.value", message: expect.stringContaining("GITHUB_SECRET") };
  expect(unmaskedSettings(renamed, stored).issues).toEqual([issue]);
  expect(unmaskedSettings(renamed, {}).issues).toEqual([issue]);
  // Nor does a name that looks harmless bring the secret into the open.
  const harmless = { more: [{ name: "GREETING_TEXT", value: MASK }] };
  expect(unmaskedSettings(harmless, stored).issues).toHaveLength(1);
});
