import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { backupPath, openFilledFolder, PASSPHRASE } from "@/lib/adapters/backup/test-support";
import { lockDataFolder } from "@/lib/adapters/host/data-folder-lock";
import { runSlipway } from "@/lib/command-line/run-slipway";

let filled: Awaited<ReturnType<typeof openFilledFolder>>;
let backup: string;
let passphraseFile: string;
beforeEach(async () => {
  filled = await openFilledFolder();
  backup = backupPath(filled.folder);
  await filled.files.make(backup, PASSPHRASE);
  passphraseFile = join(filled.folder, "passphrase");
  writeFileSync(passphraseFile, `${PASSPHRASE.reveal()}\n`);
});
afterEach(() => filled.close());

async function slipway(...words: string[]) {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const outside = { folder: filled.folder, environment: {}, print: say, note: say };
  return { code: await runSlipway(["restore", ...words], outside), said: lines.join("\n") };
}

it("restores without a worker, and refuses where one runs", async () => {
  const data = join(filled.folder, "new");
  const words = [backup, "--data", "new", "--passphrase-file", "passphrase"];
  const { code, said } = await slipway(...words);
  expect([code, said]).toEqual([0, expect.stringContaining("(stacks: 1, people: 1)")]);
  expect(readFileSync(join(data, "key", "master.key"))).toEqual(readFileSync(filled.masterKey));

  expect(await slipway(...words)).toMatchObject({ code: 4, said: expect.stringContaining("--replace") });
  const letGo = lockDataFolder(join(data, "run", "worker.lock"));
  expect(await slipway(...words, "--replace")).toMatchObject({
    code: 4,
    said: expect.stringContaining("Another worker"),
  });
  letGo();
  const replaced = await slipway(...words, "--replace", "--json");
  expect([replaced.code, JSON.parse(replaced.said)]).toEqual([
    0,
    expect.objectContaining({ key: "there", keptAside: expect.stringContaining("replaced-") }),
  ]);
});

it("touches nothing when the file, its passphrase or its format are not right", async () => {
  const data = join(filled.folder, "new");
  writeFileSync(passphraseFile, "something else\n");
  const wrong = await slipway(backup, "--data", "new", "--passphrase-file", "passphrase");
  expect(wrong).toEqual({ code: 5, said: expect.stringContaining("does not open the master key") });
  expect(await slipway("none.backup", "--data", "new")).toMatchObject({ code: 3 });
  expect(await slipway()).toMatchObject({ code: 2 });
  const bytes = readFileSync(backup);
  rmSync(backup);
  writeFileSync(
    backup,
    Buffer.from(bytes.toString("latin1").replace('"format": 1', '"format": 2'), "latin1"),
  );
  const newer = await slipway(backup, "--data", "new");
  expect(newer).toEqual({ code: 7, said: expect.stringContaining("format 2") });
  writeFileSync(backup, bytes.subarray(0, bytes.length / 2));
  expect(await slipway(backup, "--data", "new")).toEqual({
    code: 7,
    said: expect.stringContaining("damaged"),
  });
  expect(existsSync(data)).toBe(false);
});
