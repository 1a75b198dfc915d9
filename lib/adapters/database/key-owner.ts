import type { PrismaClient } from "@/lib/adapters/database/generated/client";

const KEY_ID = "master key id";
const INSTALLATION = "installation";
/** What stands in the names of this panel's backups. A restored copy gets another: it must not delete the original's. */
export const BACKUP_SERIES = "backup series";

/**
 * The id of the master key that this database's secrets are sealed with: noted at the first start, and from then on the
 * only one that fits.
 */
export async function claimKeyId(client: PrismaClient, id: string): Promise<string> {
  return claim(client, KEY_ID, id);
}

/** The id of this installation: made at the first start, and the same after a move to another machine by a backup. */
export async function claimInstallation(client: PrismaClient, newId: () => string): Promise<string> {
  return claim(client, INSTALLATION, newId());
}

/** Made at the first start, and at the first one after a restore. */
export async function claimBackupSeries(client: PrismaClient, newSeries: () => string): Promise<string> {
  return claim(client, BACKUP_SERIES, newSeries());
}

async function claim(client: PrismaClient, name: string, value: string): Promise<string> {
  const row = await client.meta.upsert({ where: { name }, create: { name, value }, update: {} });
  return row.value;
}
