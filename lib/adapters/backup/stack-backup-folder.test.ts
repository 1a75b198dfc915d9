import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StackBackupFolder } from "@/lib/adapters/backup/stack-backup-folder";
import { SealedStreams } from "@/lib/adapters/crypto/sealed-stream";
import { PanelError } from "@/lib/errors";

const BACKUP = { stackId: "5tack", id: "job-1" };
let folder: string;
let files: StackBackupFolder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-stack-backups-"));
  files = new StackBackupFolder(
    folder,
    new SealedStreams({ id: "0a1b2c3d", bytes: new Uint8Array(32).fill(3) }),
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* content(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function read(expected?: { sizeBytes: number; sha256: string }): Promise<string> {
  let text = "";
  for await (const part of files.read(BACKUP, expected)) text += Buffer.from(part).toString();
  return text;
}

const path = () => join(folder, BACKUP.stackId, `${BACKUP.id}.tar.sealed`);

describe("the file of a stack's backup", () => {
  it("holds what was written, in clear for nobody else", async () => {
    const sum = await files.write(BACKUP, content("the ", "orders"));
    expect(await read(sum)).toBe("the orders");
    expect(readFileSync(path()).includes("orders")).toBe(false);
    expect(statSync(path())).toMatchObject({ size: sum.sizeBytes });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it("is refused when it is another one than was written, though it opens", async () => {
    const sum = await files.write(BACKUP, content("old"));
    await files.write(BACKUP, content("new"));
    expect(await read()).toBe("new");
    await expect(read(sum)).rejects.toMatchObject({ code: "backup-damaged" });
  });

  it("opens under its own name alone", async () => {
    await files.write(BACKUP, content("orders"));
    const other = { ...BACKUP, id: "job-2" };
    writeFileSync(path().replace("job-1", "job-2"), readFileSync(path()));
    const reading = (async () => {
      for await (const _ of files.read(other));
    })();
    await expect(reading).rejects.toMatchObject({ code: "backup-damaged" });
  });

  it("is not there, nor a part of it, when its content fails", async () => {
    const failing = async function* () {
      yield Buffer.alloc(200_000);
      throw new PanelError("engine-error", "it broke");
    };
    await expect(files.write(BACKUP, failing())).rejects.toMatchObject({ code: "engine-error" });
    expect(readdirSync(join(folder, BACKUP.stackId))).toEqual([]);
    await expect(read()).rejects.toMatchObject({ code: "not-found" });
  });

  it("goes when nobody knows it, with drafts, and with nothing that is not ours", async () => {
    await files.write(BACKUP, content("a"));
    await files.write({ ...BACKUP, id: "lost" }, content("b"));
    writeFileSync(path().replace("job-1.tar.sealed", "half.tar.sealed.partial"), "half");
    writeFileSync(join(folder, BACKUP.stackId, "notes.txt"), "mine");
    expect(await files.keepOnly(async ({ id }) => id === BACKUP.id)).toBe(2);
    expect(readdirSync(join(folder, BACKUP.stackId)).sort()).toEqual(["job-1.tar.sealed", "notes.txt"]);
    await files.remove(BACKUP);
    await files.remove(BACKUP);
    expect(readdirSync(join(folder, BACKUP.stackId))).toEqual(["notes.txt"]);
  });
});
