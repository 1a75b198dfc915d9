import { PanelError } from "@/lib/errors";
import type { BackupPlace, BackupSettings, PlaceId } from "@/lib/ports/backups";
import { timeOfName } from "@/lib/use-cases/backups/backup-name";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";

/** Where backups go by these settings. */
export function placesOf(
  services: BackupServices,
  settings: BackupSettings,
): ReadonlyMap<PlaceId, BackupPlace> {
  const places = new Map<PlaceId, BackupPlace>();
  if (settings.folder !== null)
    places.set("folder", services.openFolder(settings.folder || services.ownFolder));
  if (settings.s3 !== null) places.set("s3", services.openS3(settings.s3));
  return places;
}

/** @throws PanelError `not-found` when the settings have no such place any more */
export async function placeOf(services: BackupServices, id: PlaceId): Promise<BackupPlace> {
  const place = placesOf(services, await services.store.settings()).get(id);
  if (place !== undefined) return place;
  throw new PanelError("not-found", "Backups are not kept there any more", {
    fix: "Set the place up again in Settings, Backups",
  });
}

/** Makes the records of a place what lies there: files that others brought or took away, and those of a lost record. */
export async function reconcile({ store }: BackupServices, id: PlaceId, place: BackupPlace): Promise<void> {
  const stored = (await place.list()).flatMap(({ name, sizeBytes }) => {
    const createdAt = timeOfName(name);
    return createdAt === null ? [] : [{ name, sizeBytes, createdAt }];
  });
  const known = (await store.records()).filter((record) => record.place === id);
  for (const file of stored) {
    const before = known.find(({ name }) => name === file.name);
    if (before?.sizeBytes === file.sizeBytes) continue;
    const unknown = { withKey: null, verifiedAt: null, problem: null };
    await store.saveRecord({ place: id, ...file, ...unknown }, null);
  }
  for (const { name } of known) {
    if (!stored.some((file) => file.name === name)) await store.removeRecord(id, name, null);
  }
}
