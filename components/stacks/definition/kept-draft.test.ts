import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { noEdits } from "@/components/stacks/definition/draft";
import { keepDraft, keptDraft } from "@/components/stacks/definition/kept-draft";
import { MASK } from "@/lib/stacks/env-file";

const storage = new Map<string, string>();

beforeEach(() => {
  storage.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => storage.set(key, text),
    removeItem: (key: string) => storage.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("keeps edits, but neither secrets nor the values of free variables that look like ones", () => {
  const variables = [
    { name: "GREETING", value: "hello" },
    { name: "AUTH_GITHUB_CLIENT_SECRET", value: "typed" },
  ];
  keepDraft("draft", {
    ...noEdits,
    name: "shop",
    settings: { title: "Fjord", variables },
    secrets: { licenseKey: "typed" },
  });
  expect([...storage.values()].join()).not.toContain("typed");
  expect(keptDraft("draft")).toEqual({
    ...noEdits,
    name: "shop",
    settings: {
      title: "Fjord",
      variables: [
        { name: "GREETING", value: "hello" },
        { name: "AUTH_GITHUB_CLIENT_SECRET", value: MASK },
      ],
    },
  });
});

it("leaves nothing behind of edits that were taken back", () => {
  keepDraft("draft", { ...noEdits, name: "shop" });
  keepDraft("draft", noEdits);
  expect(storage.size).toBe(0);
});
