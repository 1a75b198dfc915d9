import { z } from "zod";
import type { Backup, PrismaClient } from "@/lib/adapters/database/generated/client";
import { readJson, writeAudit } from "@/lib/adapters/database/rows";
import { errorView } from "@/lib/api/contract/views";
import type { BackupProgress, BackupRecord, BackupSettings, BackupStore, PlaceId } from "@/lib/ports/backups";
import type { Clock } from "@/lib/ports/clock";
import type { SealedPlace, SecretBox } from "@/lib/ports/secret-box";
import type { AuditRecord } from "@/lib/ports/stores";
import { Sensitive } from "@/lib/secrets/sensitive";

const PLAN_ID = 1;

/** Bytes in base64. */
const sealed = z.object({ keyId: z.string(), nonce: z.string(), sealed: z.string() });
type Sealed = z.output<typeof sealed>;

const storedSettings = z.object({
  schedule: z.object({ every: z.enum(["off", "day", "week"]), hour: z.number(), weekday: z.number() }),
  keep: z.number(),
  folder: z.string().nullable(),
  s3: z
    .object({
      endpoint: z.string(),
      region: z.string(),
      bucket: z.string(),
      prefix: z.string(),
      accessKey: z.string(),
      secretKey: sealed,
      pathStyle: z.boolean(),
    })
    .nullable(),
  passphrase: sealed.nullable(),
});

const time = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();
const storedProgress = z.object({
  doneSlot: time,
  lastAttemptAt: time,
  failures: z.number(),
  failure: errorView.nullable(),
  lastSuccessAt: time,
  // Rows of before lack it.
  tidyFailure: errorView.nullable().default(null),
});

const NO_SETTINGS: BackupSettings = {
  schedule: { every: "off", hour: 5, weekday: 0 },
  ...{ keep: 14, folder: "", s3: null, passphrase: null },
};
const NO_PROGRESS: BackupProgress = {
  ...{
    doneSlot: null,
    lastAttemptAt: null,
    failures: 0,
    failure: null,
    lastSuccessAt: null,
    tidyFailure: null,
  },
};

/** The plan of backups, how it goes, and what lies where, in the database. */
export class PrismaBackupStore implements BackupStore {
  readonly #client: PrismaClient;
  readonly #box: SecretBox;
  readonly #now: Clock;

  constructor(client: PrismaClient, box: SecretBox, now: Clock) {
    this.#client = client;
    this.#box = box;
    this.#now = now;
  }

  async settings(): Promise<BackupSettings> {
    const row = await this.#client.backupPlan.findUnique({ where: { id: PLAN_ID } });
    if (row === null) return NO_SETTINGS;
    const { passphrase, s3, ...stored } = readJson(storedSettings, row.settings);
    return {
      ...stored,
      passphrase: passphrase && this.#open("passphrase", passphrase),
      s3: s3 && { ...s3, secretKey: this.#open("secretKey", s3.secretKey) },
    };
  }

  async saveSettings({ passphrase, s3, ...plain }: BackupSettings, audit: AuditRecord): Promise<void> {
    const settings = JSON.stringify({
      ...plain,
      passphrase: passphrase && this.#seal("passphrase", passphrase),
      s3: s3 && { ...s3, secretKey: this.#seal("secretKey", s3.secretKey) },
    });
    await this.#save({ settings }, audit);
  }

  async progress(): Promise<BackupProgress> {
    const row = await this.#client.backupPlan.findUnique({ where: { id: PLAN_ID } });
    return row === null ? NO_PROGRESS : storedProgress.parse(JSON.parse(row.progress));
  }

  async saveProgress(progress: BackupProgress, audit: AuditRecord | null): Promise<void> {
    await this.#save({ progress: JSON.stringify(progress) }, audit);
  }

  async records(): Promise<BackupRecord[]> {
    const rows = await this.#client.backup.findMany({ orderBy: [{ createdAt: "desc" }, { name: "desc" }] });
    return rows.map(recordOf);
  }

  async saveRecord({ sizeBytes, ...record }: BackupRecord, audit: AuditRecord | null): Promise<void> {
    const data = { ...record, sizeBytes: BigInt(sizeBytes) };
    const { place, name } = record;
    await this.#client.$transaction([
      this.#client.backup.upsert({ where: { place_name: { place, name } }, create: data, update: data }),
      ...this.#audit(audit),
    ]);
  }

  async noteFound({ sizeBytes, ...record }: BackupRecord, before: BackupRecord | null): Promise<void> {
    const data = { ...record, sizeBytes: BigInt(sizeBytes) };
    const { place, name } = record;
    if (before === null) {
      await this.#client.backup.upsert({ where: { place_name: { place, name } }, create: data, update: {} });
    } else {
      await this.#client.backup.updateMany({
        where: { place, name, sizeBytes: BigInt(before.sizeBytes) },
        data,
      });
    }
  }

  async removeRecord(place: PlaceId, name: string, audit: AuditRecord | null): Promise<void> {
    await this.#client.$transaction([
      this.#client.backup.deleteMany({ where: { place, name } }),
      ...this.#audit(audit),
    ]);
  }

  async note(audit: AuditRecord): Promise<void> {
    await writeAudit(this.#client, audit, this.#now());
  }

  async #save(change: { settings?: string; progress?: string }, audit: AuditRecord | null): Promise<void> {
    const first = { settings: JSON.stringify(NO_SETTINGS), progress: JSON.stringify(NO_PROGRESS) };
    await this.#client.$transaction([
      this.#client.backupPlan.upsert({
        where: { id: PLAN_ID },
        create: { id: PLAN_ID, ...first, ...change },
        update: change,
      }),
      ...this.#audit(audit),
    ]);
  }

  #audit(audit: AuditRecord | null) {
    return audit === null ? [] : [writeAudit(this.#client, audit, this.#now())];
  }

  #seal(column: string, value: Sensitive): Sealed {
    const { keyId, nonce, sealed: bytes } = this.#box.seal(placeOf(column), value.reveal());
    return {
      keyId,
      nonce: Buffer.from(nonce).toString("base64"),
      sealed: Buffer.from(bytes).toString("base64"),
    };
  }

  #open(column: string, value: Sealed): Sensitive {
    const [nonce, bytes] = [Buffer.from(value.nonce, "base64"), Buffer.from(value.sealed, "base64")];
    return new Sensitive(this.#box.open(placeOf(column), { keyId: value.keyId, nonce, sealed: bytes }));
  }
}

function placeOf(column: string): SealedPlace {
  return { table: "BackupPlan", row: String(PLAN_ID), column };
}

function recordOf({ place, sizeBytes, ...row }: Backup): BackupRecord {
  return { ...row, place: place === "s3" ? "s3" : "folder", sizeBytes: Number(sizeBytes) };
}
