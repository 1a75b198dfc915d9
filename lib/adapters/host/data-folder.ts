import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { PanelError } from "@/lib/errors";

export type DataPaths = {
  data: string;
  database: string;
  backups: string;
  /** Of the stacks' data. */
  stackBackups: string;
  masterKey: string;
  lock: string;
  /** For web: each call needs a session. */
  webSocket: string;
  /** For whoever may open it: the owner of the data folder. */
  controlSocket: string;
  /** Of this run alone; nothing in it is kept. */
  scratch: string;
};

/**
 * Makes the data folder, for its owner alone, and says what lies where in it.
 * @param webSocket where the socket for web is instead; its folder is there already
 * @throws PanelError `environment-invalid` when it cannot be made
 */
export function prepareDataFolder(data: string, webSocket: string | null): DataPaths {
  const run = join(data, "run");
  try {
    for (const folder of [data, run, join(data, "key"), join(data, "backups"), join(data, "stack-backups")]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
    }
  } catch (error) {
    throw new PanelError(
      "environment-invalid",
      `The data folder ${data} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      { fix: "Set SLIPWAY_DATA to a folder that this user owns" },
      error,
    );
  }
  return {
    data,
    database: join(data, "slipway.db"),
    backups: join(data, "backups"),
    stackBackups: join(data, "stack-backups"),
    masterKey: join(data, "key", "master.key"),
    lock: join(run, "worker.lock"),
    webSocket: webSocket ?? join(run, "worker.sock"),
    controlSocket: join(run, "control.sock"),
    scratch: join(run, "scratch"),
  };
}
