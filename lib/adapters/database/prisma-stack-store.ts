import type { PrismaClient, Revision, Stack } from "@/lib/adapters/database/generated/client";
import { isUniqueViolation, readJson, writeAudit } from "@/lib/adapters/database/rows";
import { type RevisionKey, settingsOfText, settingsText } from "@/lib/adapters/database/stored-settings";
import { type ProbeResultView, probeResultView } from "@/lib/api/contract/service-views";
import { accessView } from "@/lib/api/contract/stack-views";
import type { Clock } from "@/lib/ports/clock";
import type { SealedPlace, SecretBox } from "@/lib/ports/secret-box";
import { nameTaken, revisionOutdated, stackNotFound } from "@/lib/ports/store-errors";
import type { AuditRecord, NewRevision, RevisionRecord, StackRecord, StackStore } from "@/lib/ports/stores";
import type { GivenSecrets } from "@/lib/stacks/kind";

/** What is sealed from the revision on that removed a secret: none is empty, and nobody without the key can make one. */
const REMOVED = "";

const WANTED = ["draft", "running", "stopped", "removed"] as const;

/** Stacks, revisions, sealed secrets and probe results in the database. */
export class PrismaStackStore implements StackStore {
  readonly #client: PrismaClient;
  readonly #box: SecretBox;
  readonly #now: Clock;

  constructor(client: PrismaClient, box: SecretBox, now: Clock) {
    this.#client = client;
    this.#box = box;
    this.#now = now;
  }

  async list(): Promise<StackRecord[]> {
    return (await this.#client.stack.findMany({ orderBy: { name: "asc" } })).map(toStack);
  }

  async find(idOrName: string): Promise<StackRecord | null> {
    const found = await this.#client.stack.findMany({
      where: { OR: [{ id: idOrName }, { name: idOrName }] },
    });
    const stack = found.find((row) => row.id === idOrName) ?? found[0];
    return stack === undefined ? null : toStack(stack);
  }

  async create(
    stack: { id: string; name: string; kind: string },
    revision: NewRevision,
    secrets: Readonly<Record<string, string>>,
    audit: AuditRecord,
  ): Promise<StackRecord> {
    const at = this.#now();
    try {
      const [row] = await this.#client.$transaction([
        this.#client.stack.create({
          data: {
            ...stack,
            revision: 1,
            wanted: "draft",
            createdAt: at,
            changedAt: at,
            changedBy: audit.who,
            revisions: { create: this.#revisionRow({ stackId: stack.id, number: 1 }, revision, at, audit) },
            secrets: { create: this.#seal(stack.id, 1, secrets) },
          },
        }),
        writeAudit(this.#client, audit, at),
      ]);
      return toStack(row);
    } catch (error) {
      throw isUniqueViolation(error) ? nameTaken(stack.name) : error;
    }
  }

  async addRevision(
    stackId: string,
    base: number,
    revision: NewRevision,
    secrets: GivenSecrets,
    audit: AuditRecord,
  ): Promise<RevisionRecord> {
    const at = this.#now();
    const number = base + 1;
    const sealed = this.#seal(stackId, number, secrets);
    const revisionData = this.#revisionRow({ stackId, number }, revision, at, audit);
    const row = await this.#client.$transaction(async (transaction) => {
      const swapped = await transaction.stack.updateMany({
        where: { id: stackId, revision: base },
        data: { revision: number, changedAt: at, changedBy: audit.who },
      });
      if (swapped.count === 0) {
        const stack = await transaction.stack.findUnique({ where: { id: stackId } });
        throw stack === null ? stackNotFound() : revisionOutdated(base, stack.revision);
      }
      for (const secret of sealed) await transaction.sealedSecret.create({ data: { stackId, ...secret } });
      await writeAudit(transaction, audit, at);
      return transaction.revision.create({
        data: { stackId, ...revisionData },
      });
    });
    return this.#toRevision(row);
  }

  async revisions(stackId: string): Promise<RevisionRecord[]> {
    const rows = await this.#client.revision.findMany({ where: { stackId }, orderBy: { number: "desc" } });
    return rows.map((row) => this.#toRevision(row));
  }

  async revision(stackId: string, number: number): Promise<RevisionRecord | null> {
    const row = await this.#client.revision.findUnique({ where: { stackId_number: { stackId, number } } });
    return row === null ? null : this.#toRevision(row);
  }

  async secrets(stackId: string, revision: number): Promise<Readonly<Record<string, string>>> {
    const rows = await this.#client.sealedSecret.findMany({
      where: { stackId, sinceRevision: { lte: revision } },
      orderBy: { sinceRevision: "asc" },
    });
    const inForce = new Map(rows.map((row) => [row.name, row]));
    const opened = [...inForce].map(
      ([name, row]) => [name, this.#box.open(secretPlace(stackId, row), row)] as const,
    );
    return Object.fromEntries(opened.filter(([, value]) => value !== REMOVED));
  }

  async setDeployed(stackId: string, revision: number | null): Promise<void> {
    await this.#update(stackId, { deployedRevision: revision });
  }

  async setWanted(stackId: string, wanted: StackRecord["wanted"]): Promise<void> {
    await this.#update(stackId, { wanted });
  }

  async setRestoring(stackId: string, backup: string): Promise<void> {
    await this.#update(stackId, { restoring: backup });
  }

  async setRestored(stackId: string, job: string): Promise<void> {
    await this.#update(stackId, { restoring: null, restoredBy: job });
  }

  async remove(stackId: string): Promise<void> {
    await this.#client.stack.deleteMany({ where: { id: stackId } });
  }

  async saveProbeResults(stackId: string, results: readonly ProbeResultView[]): Promise<void> {
    await this.#client.$transaction(async (transaction) => {
      if ((await transaction.stack.count({ where: { id: stackId } })) === 0) throw stackNotFound();
      await transaction.probeResult.deleteMany({ where: { stackId } });
      await transaction.probeResult.createMany({
        data: results.map((result, position) => ({
          stackId,
          probeId: result.id,
          position,
          result: JSON.stringify(result),
        })),
      });
    });
  }

  async probeResults(stackId: string): Promise<ProbeResultView[]> {
    const rows = await this.#client.probeResult.findMany({
      where: { stackId },
      orderBy: { position: "asc" },
    });
    return rows.map((row) => readJson(probeResultView, row.result));
  }

  async recordAudit(audit: AuditRecord): Promise<void> {
    await writeAudit(this.#client, audit, this.#now());
  }

  #revisionRow(of: RevisionKey, revision: NewRevision, at: Date, audit: AuditRecord) {
    return {
      number: of.number,
      settings: settingsText(this.#box, of, revision.settings),
      access: JSON.stringify(revision.access),
      note: revision.note,
      createdAt: at,
      createdBy: audit.who,
    };
  }

  #toRevision(row: Revision): RevisionRecord {
    return {
      ...row,
      settings: settingsOfText(this.#box, row, row.settings),
      access: readJson(accessView, row.access),
    };
  }

  #seal(stackId: string, sinceRevision: number, secrets: GivenSecrets) {
    return Object.entries(secrets).map(([name, value]) => {
      const place = secretPlace(stackId, { name, sinceRevision });
      const { keyId, nonce, sealed } = this.#box.seal(place, value ?? REMOVED);
      return { name, sinceRevision, keyId, nonce: new Uint8Array(nonce), sealed: new Uint8Array(sealed) };
    });
  }

  async #update(
    stackId: string,
    data: Partial<Pick<StackRecord, "deployedRevision" | "wanted" | "restoring" | "restoredBy">>,
  ): Promise<void> {
    const { count } = await this.#client.stack.updateMany({ where: { id: stackId }, data });
    if (count === 0) throw stackNotFound();
  }
}

function secretPlace(stackId: string, row: { name: string; sinceRevision: number }): SealedPlace {
  // JSON, so that no two rows can have one text.
  return {
    table: "SealedSecret",
    row: JSON.stringify([stackId, row.name, row.sinceRevision]),
    column: "sealed",
  };
}

function toStack(row: Stack): StackRecord {
  const wanted = WANTED.find((word) => word === row.wanted);
  if (wanted === undefined) throw new Error(`A stack's row says it is wanted "${row.wanted}"`);
  return { ...row, wanted };
}
