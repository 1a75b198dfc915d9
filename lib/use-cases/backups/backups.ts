import { errorViewOf } from "@/lib/api/contract/error-view";
import { PanelError, toPanelError } from "@/lib/errors";
import type { BackupRecord, BackupSettings, MadeBackup, PlaceId } from "@/lib/ports/backups";
import { Sensitive } from "@/lib/secrets/sensitive";
import { backupName } from "@/lib/use-cases/backups/backup-name";
import { placeOf, placesOf, reconcile } from "@/lib/use-cases/backups/backup-places";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import { dueSlot, latestSlot, servedUntil } from "@/lib/use-cases/backups/schedule";
import type { Caller } from "@/lib/use-cases/panel";
import { Serial } from "@/lib/use-cases/serial";

const SCHEDULE: Caller = { who: "schedule", from: "local" };

/** Makes, keeps, tests and deletes backups, one thing after the other. */
export class Backups {
  readonly #services: BackupServices;
  readonly #serial = new Serial();
  /** In the folder, and not yet in the bucket: a failed upload is tried again without a second file. */
  #unsent: (MadeBackup & { name: string }) | null = null;

  constructor(services: BackupServices) {
    this.#services = services;
  }

  /**
   * One file, for the command: to where it says, or into the folder.
   * @throws PanelError `backup-failed`, `disk-full`, `input-invalid`
   */
  create(
    given: { out?: string | undefined; passphrase?: string | undefined },
    caller: Caller,
  ): Promise<MadeBackup> {
    return this.#serial.run(async () => {
      const { store, ownFolder } = this.#services;
      const settings = await store.settings();
      const passphrase =
        given.passphrase === undefined ? settings.passphrase : new Sensitive(given.passphrase);
      const audit = (target: string) => ({ ...caller, what: "backup made", target });
      if (given.out !== undefined) {
        const made = await this.#services.files.make(given.out, passphrase);
        await store.saveProgress(await store.progress(), audit(made.path));
        return made;
      }
      const name = await this.#freeName();
      const made = await this.#services.files.make(`${settings.folder || ownFolder}/${name}`, passphrase);
      await store.saveRecord(recordOf("folder", name, made), audit(made.path));
      return made;
    });
  }

  /** One backup to every place, now. */
  runNow(caller: Caller): Promise<void> {
    return this.#serial.run(() => this.#attempt(null, caller));
  }

  /** To be called every minute or so: serves the schedule when it is due. A failure is kept and tried again. */
  tick(): Promise<void> {
    return this.#serial.run(async () => {
      const { store, now } = this.#services;
      const { schedule } = await store.settings();
      const progress = await store.progress();
      const doneSlot = servedUntil(schedule, progress.doneSlot, now());
      if (doneSlot?.getTime() !== progress.doneSlot?.getTime()) {
        await store.saveProgress({ ...progress, doneSlot }, null);
      }
      const slot = dueSlot(schedule, { ...progress, doneSlot }, now());
      if (slot === null) return;
      await this.#attempt(slot, SCHEDULE).catch((error: unknown) => {
        // It stands in the progress, and on the pages.
        this.#services.log("warn", "scheduled backup failed", { error: toPanelError(error).message });
      });
    });
  }

  /** @throws PanelError `backup-failed` when a new place does not work: it is tried before it is stored */
  saveSettings(settings: BackupSettings, caller: Caller): Promise<void> {
    return this.#serial.run(async () => {
      const { store, now } = this.#services;
      const places = placesOf(this.#services, settings);
      if (settings.schedule.every !== "off" && places.size === 0) {
        throw new PanelError("input-invalid", "A schedule needs a place for its backups", {
          issues: [{ field: "folder", message: "Switch on a folder or a bucket" }],
        });
      }
      for (const [id, place] of places) await reconcile(this.#services, id, place);
      this.#unsent = null;
      const before = await store.settings();
      await store.saveSettings(settings, { ...caller, what: "backup settings changed", target: "panel" });
      for (const { place, name } of await store.records()) {
        if (!places.has(place)) await store.removeRecord(place, name, null);
      }
      if (JSON.stringify(before.schedule) === JSON.stringify(settings.schedule)) return;
      // What is past when a schedule begins is not made up.
      const doneSlot = latestSlot(settings.schedule, now());
      await store.saveProgress({ ...(await store.progress()), doneSlot, failures: 0, failure: null }, null);
    });
  }

  /** Reads one whole again and keeps what was found; a damaged one is no failure of the test. */
  test(place: PlaceId, name: string, caller: Caller): Promise<BackupRecord> {
    return this.#serial.run(async () => {
      const { files, store, now } = this.#services;
      const record = await this.#record(place, name);
      const { chunks } = await (await placeOf(this.#services, place)).read(name);
      const found = await files.verifyStream(chunks).then(
        ({ withKey }) => ({ withKey, verifiedAt: now(), problem: null }),
        (error: unknown) => {
          if (!(error instanceof PanelError) || !/^backup-(damaged|newer)$/.test(error.code)) throw error;
          return { withKey: record.withKey, verifiedAt: null, problem: error.message };
        },
      );
      const tested = { ...record, ...found };
      const what = tested.problem === null ? "backup tested" : "backup tested and found damaged";
      await store.saveRecord(tested, { ...caller, what, target: name });
      return tested;
    });
  }

  remove(place: PlaceId, name: string, caller: Caller): Promise<void> {
    return this.#serial.run(async () => {
      await this.#record(place, name);
      await (await placeOf(this.#services, place)).remove(name);
      await this.#services.store.removeRecord(place, name, {
        ...caller,
        what: "backup deleted",
        target: name,
      });
    });
  }

  /** The file as it is, to be taken away. */
  async open(place: PlaceId, name: string, caller: Caller) {
    const record = await this.#record(place, name);
    const opened = await (await placeOf(this.#services, place)).read(name);
    await this.#services.store.saveRecord(record, { ...caller, what: "backup downloaded", target: name });
    return opened;
  }

  /** What lies in the folder is looked at anew; a bucket's list is as of its last run, so that no page waits for it. */
  async list(): Promise<BackupRecord[]> {
    const { store } = this.#services;
    const folder = placesOf(this.#services, await store.settings()).get("folder");
    if (folder !== undefined) await reconcile(this.#services, "folder", folder);
    return store.records();
  }

  async #attempt(slot: Date | null, caller: Caller): Promise<void> {
    const { store, now } = this.#services;
    const lastAttemptAt = now();
    try {
      const settings = await store.settings();
      await this.#run(settings, caller);
      const progress = await store.progress();
      // One that was made by hand serves what was due as well.
      const slotNow = latestSlot(settings.schedule, now());
      const isLater = slotNow !== null && (progress.doneSlot === null || slotNow > progress.doneSlot);
      const doneSlot = slot ?? (isLater ? slotNow : progress.doneSlot);
      const done = { doneSlot, lastAttemptAt, failures: 0, failure: null, lastSuccessAt: now() };
      await store.saveProgress(done, null);
    } catch (thrown) {
      const error = toPanelError(thrown);
      const progress = await store.progress();
      if (slot !== null) {
        const failures = progress.failures + 1;
        const failure = errorViewOf(error);
        const audit = { ...caller, what: "backup failed", target: error.message };
        await store.saveProgress({ ...progress, lastAttemptAt, failures, failure }, audit);
      }
      throw error;
    }
  }

  async #run(settings: BackupSettings, caller: Caller): Promise<void> {
    const { files, store, ownFolder } = this.#services;
    const places = placesOf(this.#services, settings);
    const folder = places.get("folder");
    const bucket = places.get("s3");
    if (places.size === 0) {
      throw new PanelError("backup-failed", "There is no place for backups", {
        fix: "Switch on a folder or a bucket",
      });
    }
    const unsent = folder !== undefined && bucket !== undefined ? await this.#stillUnsent() : null;
    const made = unsent ?? (await this.#make(settings, folder !== undefined));
    this.#unsent = null;
    const audit = { ...caller, what: "backup made", target: made.name };
    try {
      if (folder !== undefined && unsent === null) {
        await store.saveRecord(recordOf("folder", made.name, made), audit);
      }
      if (bucket !== undefined) {
        if (folder !== undefined) this.#unsent = made;
        await bucket.put(made.name, made);
        this.#unsent = null;
        await store.saveRecord(recordOf("s3", made.name, made), folder === undefined ? audit : null);
      }
    } finally {
      if (folder === undefined) await files.discard(made.path);
    }
    for (const [id, place] of places) {
      await reconcile(this.#services, id, place);
      const mine = (await store.records()).filter((record) => record.place === id);
      for (const { name } of mine.slice(settings.keep)) {
        await place.remove(name);
        const target = `${name} in ${id === "folder" ? settings.folder || ownFolder : place.title}`;
        await store.removeRecord(id, name, { ...caller, what: "old backup deleted", target });
      }
    }
  }

  /** The file of a failed upload, unless somebody has deleted it since. */
  async #stillUnsent(): Promise<(MadeBackup & { name: string }) | null> {
    const records = await this.list();
    return records.some(({ place, name }) => place === "folder" && name === this.#unsent?.name)
      ? this.#unsent
      : null;
  }

  async #make(settings: BackupSettings, inFolder: boolean): Promise<MadeBackup & { name: string }> {
    const { files, ownFolder } = this.#services;
    const name = await this.#freeName();
    const path = inFolder ? `${settings.folder || ownFolder}/${name}` : files.temporaryPath(name);
    return { ...(await files.make(path, settings.passphrase)), name };
  }

  async #freeName(): Promise<string> {
    const { store, now } = this.#services;
    return backupName(now(), new Set((await store.records()).map(({ name }) => name)));
  }

  async #record(place: PlaceId, name: string): Promise<BackupRecord> {
    const records = await this.#services.store.records();
    const record = records.find((one) => one.place === place && one.name === name);
    if (record !== undefined) return record;
    throw new PanelError("not-found", `There is no backup ${name}`, { fix: "Reload the list" });
  }
}

function recordOf(place: PlaceId, name: string, made: MadeBackup): BackupRecord {
  const { createdAt, sizeBytes, withKey } = made;
  return { place, name, createdAt, sizeBytes, withKey, verifiedAt: createdAt, problem: null };
}
