import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestApi } from "@/lib/api/test-api";
import { openCommandLine } from "@/lib/command-line/test-support/open-command-line";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

let commandLine: Awaited<ReturnType<typeof openCommandLine>>;
let passwords: () => Promise<string[]>;

beforeEach(async () => {
  let seed = 0;
  const random = { bytes: (length: number) => new Uint8Array(length).fill(++seed) };
  const { panel, world } = fakePanel({ random });
  await world.define();
  passwords = async () => {
    const stack = await world.stacks.find("shop");
    const numbers = Array.from({ length: stack?.revision ?? 0 }, (_, index) => index + 1);
    const all = await Promise.all(numbers.map((number) => world.stacks.secrets(stack?.id ?? "", number)));
    return all.map(({ password = "" }) => password);
  };
  const { control } = openTestApi({
    "stacks.show": panel.verbs["stacks.show"],
    "stacks.secrets": panel.verbs["stacks.secrets"],
    "stacks.renew-secrets": panel.verbs["stacks.renew-secrets"],
    "stacks.give-secrets": panel.verbs["stacks.give-secrets"],
    "stacks.mint-token": panel.verbs["stacks.mint-token"],
  });
  commandLine = await openCommandLine(control);
});
afterEach(() => commandLine.close());

const slipway = (...words: string[]) => commandLine.slipway(...words);

it("lists secrets by fingerprint, with what changing them entails", async () => {
  const { code, out } = await slipway("secrets", "list", "shop");
  expect(code).toBe(0);
  expect(out).toMatch(/^password +generated +[0-9a-f]{4}.* Nothing$/m);
  for (const value of await passwords()) expect(out).not.toContain(value);
});

it("makes one anew as a revision, says what comes next, and shows no value", async () => {
  const { code, out } = await slipway("secrets", "renew", "shop", "password");
  expect(code).toBe(0);
  expect(out).toContain("Saved revision 2 of shop");
  expect(out).toContain("  password: Nothing");
  expect(out).toContain("slipway stacks deploy shop");
  const [old = "", now = "", ...more] = await passwords();
  expect(more).toEqual([]);
  expect(now).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(now).not.toBe(old);
  expect(out).not.toContain(now);
  expect(JSON.parse((await slipway("secrets", "renew", "shop", "password", "--json")).out)).toMatchObject({
    revision: { number: 3 },
    renewed: ["password"],
  });
});

it("takes one from a file as a revision, and shows no value", async () => {
  writeFileSync(join(commandLine.folder, "password.txt"), "one of my own");
  const { code, out } = await slipway("secrets", "give", "shop", "password=password.txt");
  expect(code).toBe(0);
  expect(out).toContain("Saved revision 2 of shop with password.");
  expect(out).not.toContain("one of my own");
  expect((await passwords()).at(-1)).toBe("one of my own");
});

it.each([
  [["secrets", "give", "shop"], "Name a secret and the file that holds it"],
  [["secrets", "give", "shop", "password"], "“password” names no file"],
  [["secrets", "give", "shop", "password=none.txt"], "cannot be read"],
  [["secrets", "token", "shop"], "Name one subject"],
  [["secrets", "token", "shop", "bob", "--days", "0"], "--days must be a whole number"],
  [["secrets", "token", "shop", "bob", "--days", "3", "--endless"], "exclude each other"],
  [["secrets", "token", "shop", "bob"], "Tiny takes no tokens"],
  [["secrets", "list", "shop", "--days", "3"], "takes no --days"],
  [["secrets", "renew", "shop"], "Name the secrets that are to be made anew"],
  [["secrets", "renew", "shop", "other"], "Tiny has no secret “other”"],
  [["secrets", "renew"], "Name one stack"],
  [["secrets", "list", "shop", "password"], "Name one stack"],
  [["secrets", "make", "shop"], "There is no “slipway secrets make”"],
])("refuses %s", async (words, message) => {
  const { code, err } = await slipway(...words);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(await passwords()).toHaveLength(1);
});
