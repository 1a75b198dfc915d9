import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { hasListInClear, settingsOfText, settingsText } from "@/lib/adapters/database/stored-settings";
import type { SecretBox } from "@/lib/ports/secret-box";

/** How a list that holds something begins in JSON in clear; a sealed one is an object. */
const LIST_IN_CLEAR = "[{";

/** Stands in the database from the moment that rows were sealed until no free page holds what they were. */
const OLD_PAGES = "old pages to clear";

/**
 * Seals the free variables of revisions that were saved before these were sealed. At each start, since a backup from
 * then may have been put back; it only looks when there is nothing to do. `clearOldPages` then removes what was in
 * clear from the file.
 * @returns how many revisions it has changed
 */
export async function sealPlainSettings(client: PrismaClient, box: SecretBox): Promise<number> {
  const rows = await client.revision.findMany({
    where: { settings: { contains: LIST_IN_CLEAR } },
    select: { stackId: true, number: true, settings: true },
  });
  const changes = rows.flatMap(({ settings: before, ...of }) => {
    const settings = sealedText(box, of, before);
    return settings === null ? [] : [{ of, settings }];
  });
  if (changes.length === 0) return 0;
  await client.$transaction([
    ...changes.map(({ of, settings }) =>
      client.revision.update({ where: { stackId_number: of }, data: { settings } }),
    ),
    client.meta.upsert({ where: { name: OLD_PAGES }, create: { name: OLD_PAGES, value: "yes" }, update: {} }),
  ]);
  return changes.length;
}

/**
 * An update leaves the old bytes in free pages and in the log: both are written anew. Whatever ends it on its way, a
 * full disk or a kill, the next start does it again.
 * @returns whether there was something to clear
 * @throws PanelError `disk-full`; the database is as it was, and good
 */
export async function clearOldPages(client: PrismaClient): Promise<boolean> {
  if ((await client.meta.findUnique({ where: { name: OLD_PAGES } })) === null) return false;
  await client.$executeRawUnsafe("VACUUM");
  const [log] = await client.$queryRawUnsafe<{ busy: number | bigint }[]>("PRAGMA wal_checkpoint(TRUNCATE)");
  // Somebody else reads the old log: it stays until a start at which nobody does.
  if (Number(log?.busy) !== 0) return true;
  await client.meta.delete({ where: { name: OLD_PAGES } });
  return true;
}

/** null when there is nothing to seal, or in a damaged row: whoever opens its stack is told, all others go on. */
function sealedText(box: SecretBox, of: { stackId: string; number: number }, text: string): string | null {
  try {
    return hasListInClear(text) ? settingsText(box, of, settingsOfText(box, of, text)) : null;
  } catch {
    return null;
  }
}
