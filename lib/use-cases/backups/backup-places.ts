import { PanelError } from "@/lib/errors";
import type { BackupPlace, BackupSettings, BucketPlace, PlaceId } from "@/lib/ports/backups";
import { timeOfName } from "@/lib/use-cases/backups/backup-name";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";

/** Where backups go by these settings. */
export type Places = { folder: BackupPlace | null; s3: BucketPlace | null };

export function placesOf(
  { openFolder, openS3, ownFolder }: BackupServices,
  { folder, s3 }: BackupSettings,
): Places {
  return { folder: folder === null ? null : openFolder(folder || ownFolder), s3: s3 && openS3(s3) };
}

/** Those that there are. */
export function listedPlaces({ folder, s3 }: Places): [PlaceId, BackupPlace][] {
  return [
    ...(folder === null ? [] : [["folder", folder] satisfies [PlaceId, BackupPlace]]),
    ...(s3 === null ? [] : [["s3", s3] satisfies [PlaceId, BackupPlace]]),
  ];
}

/** @throws PanelError `not-found` when the settings have no such place any more */
export async function placeOf(services: BackupServices, id: PlaceId): Promise<BackupPlace> {
  const place = placesOf(services, await services.store.settings())[id];
  if (place !== null) return place;
  throw new PanelError("not-found", "Backups are not kept there any more", {
    fix: "Set the place up again in Settings, Backups",
  });
}

/**
 * Makes the records of a place what lies there: files that others brought or took away, and those of a lost record. It
 * may run beside anything: it changes only what is still as it was when it began to look.
 * @param anew whether a place may have lost all of its backups
 * @throws PanelError `backup-failed` when the place cannot be read, or is another one than before
 */
export async function reconcile(
  { store }: BackupServices,
  id: PlaceId,
  place: BackupPlace,
  anew = false,
): Promise<void> {
  const known = (await store.records()).filter((record) => record.place === id);
  const stored = (await place.list()).flatMap(({ name, sizeBytes }) => {
    const createdAt = timeOfName(name);
    return createdAt === null ? [] : [{ name, sizeBytes, createdAt }];
  });
  const gone = known.filter(({ name }) => !stored.some((file) => file.name === name));
  if (place.mayBeAbsent && !anew && known.length > 0 && gone.length === known.length) {
    throw new PanelError("backup-failed", `${place.title} holds none of the backups that were made there`, {
      fix: "Mount the disk that holds them. If they were deleted on purpose, save the settings in Settings, Backups again",
    });
  }
  for (const file of stored) {
    const before = known.find(({ name }) => name === file.name);
    if (before?.sizeBytes === file.sizeBytes) continue;
    const unknown = { withKey: null, verifiedAt: null, problem: null };
    await store.noteFound({ place: id, ...file, ...unknown }, before ?? null);
  }
  for (const { name } of gone) await store.removeRecord(id, name, null);
}
