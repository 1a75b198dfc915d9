import { PanelError, toPanelError } from "@/lib/errors";
import type { BackupRecord, BackupSettings, MadeBackup, PlaceId } from "@/lib/ports/backups";
import { Sensitive } from "@/lib/secrets/sensitive";
import { listedPlaces, placeOf, placesOf, reconcile } from "@/lib/use-cases/backups/backup-places";
import { BackupRuns, freeName, recordOf } from "@/lib/use-cases/backups/backup-runs";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import { dueSlot, latestSlot, servedUntil } from "@/lib/use-cases/backups/schedule";
import type { Caller } from "@/lib/use-cases/panel";
import { Serial } from "@/lib/use-cases/serial";

const SCHEDULE: Caller = { who: "schedule", from: "local" };

/** Makes, keeps, tests and deletes backups, one thing after the other. */
export class Backups {
  readonly #services: BackupServices;
  readonly #serial = new Serial();
  readonly #runs: BackupRuns;

  constructor(services: BackupServices) {
    this.#services = services;
    this.#runs = new BackupRuns(services);
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
      const { folder } = placesOf(this.#services, settings);
      if (given.out !== undefined || folder === null) {
        // Where no backups are kept there is no record of it either: nobody could test or delete it here.
        const path = given.out ?? `${ownFolder}/${await freeName(this.#services)}`;
        const made = await this.#services.files.make(path, passphrase);
        await store.note(audit(made.path));
        return made;
      }
      await reconcile(this.#services, "folder", folder);
      const name = await freeName(this.#services);
      const made = await this.#services.files.make(`${settings.folder || ownFolder}/${name}`, passphrase);
      await store.saveRecord(recordOf("folder", name, made), audit(made.path));
      return made;
    });
  }

  /** One backup to every place, now. */
  runNow(caller: Caller): Promise<void> {
    return this.#serial.run(() => this.#runs.attempt(null, caller));
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
      await this.#runs.attempt(slot, SCHEDULE).catch((error: unknown) => {
        // It stands in the progress, and on the pages.
        this.#services.log("warn", "scheduled backup failed", { error: toPanelError(error).message });
      });
    });
  }

  /** @throws PanelError `backup-failed` when a new place does not work: it is tried before it is stored */
  saveSettings(settings: BackupSettings, caller: Caller): Promise<void> {
    return this.#serial.run(async () => {
      const { store, now } = this.#services;
      const places = listedPlaces(placesOf(this.#services, settings));
      if (settings.schedule.every !== "off" && places.length === 0) {
        throw new PanelError("input-invalid", "A schedule needs a place for its backups", {
          issues: [{ field: "folder", message: "Switch on a folder or a bucket" }],
        });
      }
      for (const [, place] of places) await place.tryOut();
      this.#runs.forget();
      const before = await store.settings();
      await store.saveSettings(settings, { ...caller, what: "backup settings changed", target: "panel" });
      for (const { place, name } of await store.records()) {
        if (!places.some(([id]) => id === place)) await store.removeRecord(place, name, null);
      }
      for (const [id, place] of places) await reconcile(this.#services, id, place, true);
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
    await this.#record(place, name);
    const opened = await (await placeOf(this.#services, place)).read(name);
    await this.#services.store.note({ ...caller, what: "backup downloaded", target: name });
    return opened;
  }

  /**
   * What lies in the folder is looked at anew; a bucket's list is as of its last run, so that no page waits for it. A
   * folder that cannot be read is told beside what was known of it.
   */
  async list(): Promise<{ records: BackupRecord[]; folderProblem: PanelError | null }> {
    const { store } = this.#services;
    const { folder } = placesOf(this.#services, await store.settings());
    const folderProblem =
      folder === null
        ? null
        : await reconcile(this.#services, "folder", folder).then(() => null, toPanelError);
    return { records: await store.records(), folderProblem };
  }

  async #record(place: PlaceId, name: string): Promise<BackupRecord> {
    const records = await this.#services.store.records();
    const record = records.find((one) => one.place === place && one.name === name);
    if (record !== undefined) return record;
    throw new PanelError("not-found", `There is no backup ${name}`, { fix: "Reload the list" });
  }
}
