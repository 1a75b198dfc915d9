import { errorViewOf } from "@/lib/api/contract/error-view";
import type { ErrorView } from "@/lib/api/contract/views";
import { PanelError, toPanelError } from "@/lib/errors";
import type { BackupProgress, BackupRecord, BackupSettings, MadeBackup, PlaceId } from "@/lib/ports/backups";
import type { AuditRecord } from "@/lib/ports/stores";
import { backupName } from "@/lib/use-cases/backups/backup-name";
import { listedPlaces, placesOf, reconcile } from "@/lib/use-cases/backups/backup-places";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import { surplusOf } from "@/lib/use-cases/backups/retention";
import { latestSlot } from "@/lib/use-cases/backups/schedule";
import type { Caller } from "@/lib/use-cases/panel";

type Made = MadeBackup & { name: string };

/** What one try has brought. */
type Delivery = {
  /** By place, what it got in this try. */
  sent: ReadonlyMap<PlaceId, Made>;
  errors: readonly PanelError[];
};

/** A time of the schedule that is served in some of its places. */
type Begun = {
  slotMs: number;
  done: ReadonlySet<PlaceId>;
  /** The one in the folder. */
  inFolder: Made | null;
};

/** Brings one backup to every place, and then deletes what is too old. Not to be called twice at the same time. */
export class BackupRuns {
  readonly #services: BackupServices;
  #begun: Begun | null = null;

  constructor(services: BackupServices) {
    this.#services = services;
  }

  /** After other settings were saved. */
  forget(): void {
    this.#begun = null;
  }

  /**
   * @param slot the time of the schedule to serve: places that it has served already get no second backup. null: by
   *   hand, always a new one everywhere
   * @throws PanelError when a place did not get it; the other one has it all the same
   */
  async attempt(slot: Date | null, caller: Caller): Promise<void> {
    const { store, now } = this.#services;
    const lastAttemptAt = now();
    const settings = await store.settings();
    const { sent, errors } = await this.#deliver(settings, slot, caller);
    const tidyFailure = await this.#tidy(settings, sent, caller);
    const error = combined(errors);
    const before = await store.progress();
    const progress = { ...before, tidyFailure: sent.size === 0 ? before.tidyFailure : tidyFailure };
    if (error === null) {
      const doneSlot = slot ?? served(settings, before, now());
      const lastSuccessAt = [...sent.values()].at(-1)?.createdAt ?? before.lastSuccessAt;
      const done = { ...progress, doneSlot, lastAttemptAt, failures: 0, failure: null, lastSuccessAt };
      return store.saveProgress(done, null);
    }
    if (slot !== null) {
      const failures = before.failures + 1;
      const audit = { ...caller, what: "backup failed", target: error.message };
      await store.saveProgress({ ...progress, lastAttemptAt, failures, failure: errorViewOf(error) }, audit);
    }
    throw error;
  }

  async #deliver(settings: BackupSettings, slot: Date | null, caller: Caller): Promise<Delivery> {
    const { files, store, ownFolder } = this.#services;
    const { folder, s3 } = placesOf(this.#services, settings);
    const begun = await this.#resumed(settings, slot);
    const sent = new Map<PlaceId, Made>();
    const errors: PanelError[] = [];
    if (folder === null && s3 === null) {
      const fix = "Switch on a folder or a bucket";
      errors.push(new PanelError("backup-failed", "There is no place for backups", { fix }));
    }
    const to = async (place: PlaceId, bring: () => Promise<{ made: Made; audit: AuditRecord | null }>) => {
      if (begun?.done.has(place)) return;
      try {
        const { made, audit } = await bring();
        await store.saveRecord(recordOf(place, made.name, made), audit);
        sent.set(place, made);
      } catch (error) {
        errors.push(toPanelError(error));
      }
    };
    const make = async (pathOf: (name: string) => string) => {
      const name = await freeName(this.#services);
      const made = { ...(await files.make(pathOf(name), settings.passphrase)), name };
      return { made, audit: { ...caller, what: "backup made", target: name } };
    };
    if (folder !== null) {
      await to("folder", async () => {
        await reconcile(this.#services, "folder", folder);
        return make((name) => `${settings.folder || ownFolder}/${name}`);
      });
    }
    const inFolder = sent.get("folder") ?? begun?.inFolder ?? null;
    if (s3 !== null) {
      await to("s3", async () => {
        const file = inFolder === null ? await make((name) => files.temporaryPath(name)) : null;
        const { made, audit } = file ?? { made: inFolder, audit: null };
        if (made === null) throw new TypeError("A file is made where there is none");
        try {
          await s3.put(made.name, made);
        } finally {
          if (file !== null) await files.discard(made.path);
        }
        return { made, audit };
      });
    }
    const done = new Set([...(begun?.done ?? []), ...sent.keys()]);
    if (slot !== null) this.#begun = errors.length === 0 ? null : { slotMs: slot.getTime(), done, inFolder };
    return { sent, errors };
  }

  /** What an earlier try has brought, as far as it is still there. */
  async #resumed(settings: BackupSettings, slot: Date | null): Promise<Begun | null> {
    const begun = this.#begun;
    if (slot === null || begun?.slotMs !== slot.getTime()) return null;
    const { folder } = placesOf(this.#services, settings);
    const stored = await (folder?.list() ?? Promise.resolve([])).catch(() => []);
    if (stored.some(({ name }) => name === begun.inFolder?.name)) return begun;
    const done = new Set([...begun.done].filter((place) => place !== "folder"));
    return { ...begun, done, inFolder: null };
  }

  /** What could not be deleted is no failure of the backup: it is there. */
  async #tidy(
    settings: BackupSettings,
    sent: ReadonlyMap<PlaceId, Made>,
    caller: Caller,
  ): Promise<ErrorView | null> {
    const { store, series, now } = this.#services;
    const errors: PanelError[] = [];
    for (const [id, place] of listedPlaces(placesOf(this.#services, settings))) {
      const made = sent.get(id);
      if (made === undefined) continue;
      try {
        await reconcile(this.#services, id, place);
        const records = (await store.records()).filter((record) => record.place === id);
        const retention = { keep: settings.keep, series, made: made.name, now: now() };
        for (const { name } of surplusOf(records, retention)) {
          await place.remove(name);
          const target = `${name} in ${place.title}`;
          await store.removeRecord(id, name, { ...caller, what: "old backup deleted", target });
        }
      } catch (error) {
        errors.push(toPanelError(error));
      }
    }
    const error = combined(errors);
    return error && errorViewOf(error);
  }
}

export async function freeName({ store, series, now }: BackupServices): Promise<string> {
  return backupName(now(), series, new Set((await store.records()).map(({ name }) => name)));
}

export function recordOf(place: PlaceId, name: string, made: MadeBackup): BackupRecord {
  const { createdAt, sizeBytes, withKey } = made;
  return { place, name, createdAt, sizeBytes, withKey, verifiedAt: createdAt, problem: null };
}

/** One that was made by hand serves what was due as well. */
function served({ schedule }: BackupSettings, { doneSlot }: BackupProgress, now: Date): Date | null {
  const slot = latestSlot(schedule, now);
  return slot !== null && (doneSlot === null || slot > doneSlot) ? slot : doneSlot;
}

/** The first one, and what the others say among its lines. */
function combined([first, ...others]: readonly PanelError[]): PanelError | null {
  if (first === undefined || others.length === 0) return first ?? null;
  const evidence = [...(first.details.evidence ?? []), ...others.map(({ message }) => message)];
  return new PanelError(first.code, first.message, { ...first.details, evidence }, first);
}
