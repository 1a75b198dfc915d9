import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  backupDamaged,
  DATABASE,
  FORMAT,
  MANIFEST,
  type Manifest,
  README,
  readmeOf,
  SEALED_KEY,
  SUMS,
} from "@/lib/adapters/backup/backup-format";
import { copyDatabase, databaseFacts } from "@/lib/adapters/backup/database-facts";
import { syncPath, writingFailed } from "@/lib/adapters/backup/file-safety";
import { readBackup } from "@/lib/adapters/backup/read-backup";
import { sealKeyFile } from "@/lib/adapters/backup/sealed-key";
import { fileSum, textSum, writeArchive } from "@/lib/adapters/backup/write-archive";
import { masterKeyText, readMasterKey } from "@/lib/adapters/crypto/master-key";
import { PanelError } from "@/lib/errors";
import type { BackupFacts, BackupFiles, MadeBackup } from "@/lib/ports/backups";
import type { Clock } from "@/lib/ports/clock";
import type { Sensitive } from "@/lib/secrets/sensitive";

export type BackupSource = {
  database: string;
  masterKey: string;
  /** The data folder's own; like `scratch`, it is made where it is missing. */
  backups: string;
  /** For what is on its way elsewhere. */
  scratch: string;
  /** Stands in the names of this panel's backups. */
  series: string;
  /** Version of this Slipway. */
  version: string;
  now: Clock;
};

/** What a draft's name ends with; whatever is left of one after a crash may be deleted. */
export const DRAFT = ".partial";

/** Backups of one data folder. */
export class DataFolderBackups implements BackupFiles {
  readonly #source: BackupSource;

  constructor(source: BackupSource) {
    this.#source = source;
  }

  async make(path: string, passphrase: Sensitive | null): Promise<MadeBackup> {
    if (existsSync(path)) {
      throw new PanelError("input-invalid", `${path} exists already`, {
        fix: "Name a file that does not exist",
      });
    }
    const draft = `${path}${DRAFT}`;
    const copy = `${path}.db${DRAFT}`;
    await this.#requireFolder(dirname(path));
    try {
      await this.#removeLeftovers(dirname(path));
      for (const leftover of [draft, copy]) await rm(leftover, { force: true });
      const made = await this.#write(draft, copy, passphrase);
      await readBackup(draft);
      await rename(draft, path);
      await syncPath(dirname(path));
      return { ...made, path };
    } catch (error) {
      throw writingFailed(error, dirname(path), "No backup was made.");
    } finally {
      for (const leftover of [draft, copy]) await rm(leftover, { force: true });
    }
  }

  async verify(path: string): Promise<BackupFacts> {
    const copy = `${path}.db${DRAFT}`;
    await rm(copy, { force: true });
    try {
      const { manifest } = await readBackup(path, copy);
      requireSameFacts(manifest, copy);
      return factsOf(manifest);
    } finally {
      await rm(copy, { force: true });
    }
  }

  async verifyStream(chunks: AsyncIterable<Uint8Array>): Promise<BackupFacts> {
    const path = this.temporaryPath(`${randomUUID()}${DRAFT}`);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(chunks, createWriteStream(path, { flags: "wx", mode: 0o600 }));
      return await this.verify(path);
    } catch (error) {
      throw writingFailed(error, dirname(path), "The backup was not tested.");
    } finally {
      await this.discard(path);
    }
  }

  temporaryPath(name: string): string {
    return join(this.#source.scratch, name);
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Only the panel's own are made: another one may lie on a disk that is not mounted. */
  async #requireFolder(folder: string): Promise<void> {
    const { backups, scratch } = this.#source;
    try {
      if (folder === backups || folder === scratch) await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await stat(folder)).isDirectory()) return;
    } catch (error) {
      throw writingFailed(error, folder, "No backup was made.");
    }
    throw new PanelError("backup-failed", `${folder} is no folder. No backup was made.`, {
      fix: "Name another folder",
    });
  }

  /**
   * What runs left that were killed: a backup on its way elsewhere, and drafts. In a folder that other panels use as
   * well, only this one's.
   */
  async #removeLeftovers(folder: string): Promise<void> {
    const { backups, scratch, series } = this.#source;
    const isDraft = (name: string) => /^slipway-.*\.partial(-journal|-wal|-shm)?$/.test(name);
    const isOurs = (name: string) => isDraft(name) && (folder === backups || name.includes(`-${series}`));
    await removeWhere(folder, isOurs);
    await removeWhere(scratch, (name) => name.endsWith(DRAFT) || /^slipway-.*\.backup$/.test(name));
  }

  async #write(draft: string, copy: string, passphrase: Sensitive | null): Promise<Omit<MadeBackup, "path">> {
    const { database, masterKey, version, now } = this.#source;
    const facts = copyDatabase(database, copy);
    const createdAt = now();
    const about = { ...facts, format: FORMAT, slipway: version, createdAt: createdAt.toISOString() } as const;
    const databaseSum = await fileSum(copy);
    const key = passphrase === null ? null : readMasterKey(masterKey);
    if (passphrase !== null && key?.id !== facts.keyId) {
      throw new PanelError("master-key-missing", `${masterKey} is not the key of this database`, {
        fix: "Put the key that belongs to this data folder back, then try again",
      });
    }
    const sealed =
      key === null || passphrase === null
        ? null
        : await sealKeyFile(masterKeyText(key), passphrase, keyPurpose(about, databaseSum.sha256));
    const readme = readmeOf(sealed !== null);
    const manifest: Manifest = {
      ...about,
      masterKey: sealed === null ? "absent" : "sealed",
      members: {
        [README]: textSum(readme),
        [DATABASE]: databaseSum,
        ...(sealed === null ? {} : { [SEALED_KEY]: textSum(sealed) }),
      },
    };
    const manifestText = `${JSON.stringify(manifest, null, 2)}\n`;
    const sums = Object.entries({ [MANIFEST]: textSum(manifestText), ...manifest.members })
      .map(([name, { sha256 }]) => `${sha256}  ${name}\n`)
      .join("");
    const text = (name: string, content: string) => ({
      name,
      text: content,
      bytes: Buffer.byteLength(content),
    });
    const written = await writeArchive(
      draft,
      [
        text(MANIFEST, manifestText),
        text(README, readme),
        { name: DATABASE, path: copy, bytes: databaseSum.bytes },
        ...(sealed === null ? [] : [text(SEALED_KEY, sealed)]),
        text(SUMS, sums),
      ],
      createdAt,
    );
    return { ...factsOf(manifest), ...written };
  }
}

async function removeWhere(folder: string, isLeftover: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names.filter(isLeftover)) await rm(join(folder, name), { force: true });
}

/** Ties the encrypted key to the database that stands beside it: another one's is refused, although its sums fit. */
export function keyPurpose(
  of: Pick<Manifest, "createdAt" | "installation" | "keyId">,
  databaseSha256: string,
): string {
  return JSON.stringify(["slipway backup", of.createdAt, of.installation, of.keyId, databaseSha256]);
}

/**
 * Opens the database that was taken out of a backup.
 * @throws PanelError `backup-damaged`
 */
export function requireSameFacts(manifest: Manifest, database: string): void {
  let facts: ReturnType<typeof databaseFacts>;
  try {
    facts = databaseFacts(database);
  } catch (error) {
    throw backupDamaged(error instanceof Error ? error.message : String(error), error);
  }
  const { counts, migration, installation, keyId } = manifest;
  const isSame =
    JSON.stringify(facts.counts) === JSON.stringify(counts) &&
    [migration, installation, keyId].join() === [facts.migration, facts.installation, facts.keyId].join();
  if (!isSame) throw backupDamaged(`its database is not the one that ${MANIFEST} describes`);
}

function factsOf({ masterKey, createdAt, ...manifest }: Manifest): BackupFacts {
  const { slipway, migration, installation, keyId, counts } = manifest;
  return {
    ...{ slipway, migration, installation, keyId, counts },
    withKey: masterKey === "sealed",
    createdAt: new Date(createdAt),
  };
}
