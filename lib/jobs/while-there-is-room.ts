import { PanelError } from "@/lib/errors";
import { gibibytes } from "@/lib/jobs/preflight/check";
import { RESERVE_BYTES } from "@/lib/jobs/room-for-backup";
import type { Host } from "@/lib/ports/host";

/** Less than this between two looks cannot take what is held back. */
const LOOK_BYTES = 16 * 1024 ** 2;

/**
 * Passes on what is written into the folder for as long as its disk keeps what the panel's database needs: how large a
 * volume is was not always known before, and others write too.
 * @throws PanelError `disk-full`
 */
export async function* whileThereIsRoom(
  parts: AsyncIterable<Uint8Array>,
  host: Pick<Host, "disk">,
  folder: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let unseenBytes = 0;
  for await (const part of parts) {
    yield part;
    unseenBytes += part.length;
    if (unseenBytes < LOOK_BYTES) continue;
    unseenBytes = 0;
    const disk = await host.disk(folder);
    if (disk === null || disk.freeBytes >= RESERVE_BYTES) continue;
    throw new PanelError(
      "disk-full",
      `Only ${gibibytes(disk.freeBytes)} are left in ${folder}, and ${gibibytes(RESERVE_BYTES)} are kept free`,
      { fix: "Delete backups that are not needed any more, or free space on the server" },
    );
  }
}
