import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { hasListInClear, settingsOfText, settingsText } from "@/lib/adapters/database/stored-settings";
import type { SecretBox } from "@/lib/ports/secret-box";

/** How a list that holds something begins in JSON in clear; a sealed one is an object. */
const LIST_IN_CLEAR = "[{";

/**
 * Seals the free variables of revisions that were saved before these were sealed, and removes what was in clear from
 * the file. At each start, since a backup from then may have been put back; it only looks when there is nothing to do.
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
  await client.$transaction(
    changes.map(({ of, settings }) =>
      client.revision.update({ where: { stackId_number: of }, data: { settings } }),
    ),
  );
  // An update leaves the old bytes in free pages and in the log.
  await client.$executeRawUnsafe("VACUUM");
  await client.$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
  return changes.length;
}

/** null when there is nothing to seal, or in a damaged row: whoever opens its stack is told, all others go on. */
function sealedText(box: SecretBox, of: { stackId: string; number: number }, text: string): string | null {
  try {
    return hasListInClear(text) ? settingsText(box, of, settingsOfText(box, of, text)) : null;
  } catch {
    return null;
  }
}
