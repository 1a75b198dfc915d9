import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { importRoutes } from "@/lib/api/contract/imports";
import type { RouteJson } from "@/lib/api/contract/route";
import { openTestApi } from "@/lib/api/test-api";
import { commands } from "@/lib/command-line/commands";
import { openCommandLine } from "@/lib/command-line/test-support/open-command-line";

const REVIEW: RouteJson<(typeof importRoutes)["imports.review"]> = {
  name: "supabase",
  rows: [
    { name: "SITE_URL", state: "kept", target: "Site URL", value: "https://a", note: null, flag: null },
    {
      name: "ANON_KEY",
      state: "changed",
      target: "anon key",
      value: null,
      note: "Made anew",
      flag: { why: "Everybody has it", consequence: "Apps need the new key.", kept: false },
    },
  ],
  remarks: ["The logs always ran."],
  issues: [{ field: "port", message: "Port 1 is taken" }],
  warnings: [],
};

let commandLine: Awaited<ReturnType<typeof openCommandLine>>;
let asked: unknown[];
let api: ReturnType<typeof openTestApi>;
// Loads every kind, which a busy machine takes long for: not within the time of a test.
beforeAll(async () => {
  await commands.import?.load();
}, 120_000);
beforeEach(async () => {
  asked = [];
  api = openTestApi({
    "imports.review": async ({ body }) => {
      asked.push(body);
      return REVIEW;
    },
  });
  commandLine = await openCommandLine(api.control);
  writeFileSync(join(commandLine.folder, "old.env"), "SITE_URL=https://a\n");
  writeFileSync(join(commandLine.folder, "kong.yml"), "services: []\n");
});
afterEach(() => commandLine.close());

const slipway = (...words: string[]) => commandLine.slipway(...words);

it("sends the files, and says what would become of each variable without saving", async () => {
  const words = [
    "--env",
    "old.env",
    "--kong",
    "kong.yml",
    "--keep",
    "ANON_KEY",
    "--name",
    "shop",
    "--review",
  ];
  const { code, out } = await slipway("import", "supabase", ...words);
  expect(code).toBe(0);
  expect(asked).toEqual([
    {
      env: "SITE_URL=https://a\n",
      kong: "services: []\n",
      keepFlagged: ["ANON_KEY"],
      access: { mode: "private" },
      name: "shop",
    },
  ]);
  expect(out).toBe(
    [
      "VARIABLE  BECOMES  SETTING   WHY",
      "SITE_URL  kept     Site URL",
      "ANON_KEY  changed  anon key  Everybody has it. Apps need the new key. Made anew",
      "The logs always ran.",
      "To put right, port: Port 1 is taken",
    ].join("\n"),
  );
  expect(api.calls).toEqual([]);
});

it("saves the stack after the same review", async () => {
  const { code, err } = await slipway("import", "supabase", "--env", "old.env");
  expect([code, api.calls.map(({ id }) => id)]).toEqual([0, ["imports.create"]]);
  expect(err).toContain("ANON_KEY  changed");
});

it.each([
  ["without a file", ["supabase"], "Name “supabase” and the .env"],
  ["of another kind", ["directus", "--env", "old.env"], "Name “supabase” and the .env"],
  ["of a file that is not there", ["supabase", "--env", "none.env"], "cannot be read"],
])("is refused %s", async (_, words, message) => {
  const { code, err } = await slipway("import", ...words);
  expect([code, asked]).toEqual([2, []]);
  expect(err).toContain(message);
});
