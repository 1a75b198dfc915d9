import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { Argon2Passwords } from "@/lib/adapters/crypto/argon2-passwords";
import { ensureMasterKey } from "@/lib/adapters/crypto/master-key";
import { randomTokens } from "@/lib/adapters/crypto/random-tokens";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-key-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the master key", () => {
  it("is made once, for its owner's eyes", async () => {
    const path = join(folder, "made", "master.key");
    const key = ensureMasterKey(path, false);
    expect(key.bytes).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o400);
    expect(ensureMasterKey(path, true)).toEqual(key);
    expect(await readFile(path, "utf8")).toMatch(/^slipway-master-key-1 [0-9a-f]{8} [\w-]{43}\n$/);
    expect(ensureMasterKey(join(folder, "other", "master.key"), false).id).not.toBe(key.id);
  });

  it("is not made anew for a database that has another", () => {
    const path = join(folder, "lost", "master.key");
    expect(() => ensureMasterKey(path, true)).toThrowError(
      expect.objectContaining({
        code: "master-key-missing",
        details: { fix: expect.stringContaining(path) },
      }),
    );
  });

  it("is refused when it is damaged", async () => {
    const path = join(folder, "master.key");
    ensureMasterKey(path, false);
    const text = await readFile(path, "utf8");
    await chmod(path, 0o600);
    for (const damaged of [
      "",
      text.slice(0, 40),
      text.replace(/.\n$/, "\n"),
      text.replace("key-1", "key-2"),
      text + text,
    ]) {
      await writeFile(path, damaged);
      expect(() => ensureMasterKey(path, true)).toThrowError(
        expect.objectContaining({ code: "master-key-missing" }),
      );
    }
  });
});

describe("the secret box", () => {
  const place = { table: "T", row: "1", column: "c" };
  const box = new AesSecretBox({ id: "k1", bytes: new Uint8Array(32).fill(1) });

  it("opens what it sealed", () => {
    for (const value of ["", "p", "p$'\"\n😀\0", "x".repeat(100_000)]) {
      expect(box.open(place, box.seal(place, value))).toBe(value);
    }
  });

  it("never seals alike", () => {
    const seals = Array.from({ length: 100 }, () =>
      Buffer.from(box.seal(place, "same").sealed).toString("hex"),
    );
    expect(new Set(seals).size).toBe(100);
  });

  it("opens nothing that was moved, changed, cut or sealed by another key", () => {
    const sealed = box.seal(place, "secret");
    const unreadable = expect.objectContaining({ code: "secret-unreadable" });
    for (const moved of [{ table: "U" }, { row: "2" }, { column: "d" }]) {
      expect(() => box.open({ ...place, ...moved }, sealed)).toThrowError(unreadable);
    }
    for (let index = 0; index < sealed.sealed.length; index += 1) {
      const changed = new Uint8Array(sealed.sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => box.open(place, { ...sealed, sealed: changed })).toThrowError(unreadable);
    }
    for (const length of [0, 3, 15, 16, 21]) {
      expect(() => box.open(place, { ...sealed, sealed: sealed.sealed.slice(0, length) })).toThrowError(
        unreadable,
      );
    }
    const other = new AesSecretBox({ id: "k1", bytes: new Uint8Array(32).fill(2) });
    expect(() => other.open(place, sealed)).toThrowError(unreadable);
    expect(() => box.open(place, { ...sealed, keyId: "k2" })).toThrowError(/k2/);
  });

  it("has a fingerprint key that is not the master key", () => {
    expect(box.fingerprintKey).toHaveLength(32);
    expect(box.fingerprintKey).not.toEqual(new Uint8Array(32).fill(1));
  });
});

describe("passwords", () => {
  const passwords = new Argon2Passwords();

  it("are argon2id at OWASP's cost, and salted", async () => {
    const [one, two] = await Promise.all([passwords.hash("päss wörd"), passwords.hash("päss wörd")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await passwords.verify(one, "päss wörd")).toBe(true);
    expect(await passwords.verify(one, "pass word")).toBe(false);
  });

  it("match nobody where nobody has the name, not even the stand-in's own", async () => {
    expect(await passwords.verify(null, "nobody has this password")).toBe(false);
  });

  it("take as long for an unknown name as for a wrong password", async () => {
    const hash = await passwords.hash("right");
    await passwords.verify(null, "warm up");
    const timesMs = { unknown: [] as number[], wrong: [] as number[] };
    for (let round = 0; round < 15; round += 1) {
      for (const [name, given] of [
        ["unknown", null],
        ["wrong", hash],
      ] as const) {
        const start = performance.now();
        await passwords.verify(given, "guess");
        timesMs[name].push(performance.now() - start);
      }
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    expect(median(timesMs.unknown) / median(timesMs.wrong)).toBeGreaterThan(0.5);
    expect(median(timesMs.unknown) / median(timesMs.wrong)).toBeLessThan(2);
  });
});

describe("tokens", () => {
  it("have 256 bits and are known by a hash", () => {
    const token = randomTokens.create();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(randomTokens.hash(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(randomTokens.create()).not.toBe(token);
  });
});
