"use server";

import { z } from "zod";
import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** A bucket far away takes its time. */
const RUN_DEADLINE_MS = 600_000;
const SETTINGS_DEADLINE_MS = 60_000;

export const saveBackupSettings = panelAction({
  input: routes["backups.settings"].body,
  run: async (worker, body) => {
    await worker.call(routes["backups.settings"], { body }, { deadlineMs: SETTINGS_DEADLINE_MS });
    return null;
  },
});

export const backUpNow = panelAction({
  input: z.object({}),
  run: async (worker) => {
    await worker.call(routes["backups.run"], {}, { deadlineMs: RUN_DEADLINE_MS });
    return null;
  },
});

export const testBackup = panelAction({
  input: routes["backups.test"].params,
  run: (worker, params) => worker.call(routes["backups.test"], { params }, { deadlineMs: RUN_DEADLINE_MS }),
});

export const deleteBackup = panelAction({
  input: routes["backups.remove"].params,
  run: async (worker, params) => {
    await worker.call(routes["backups.remove"], { params }, { deadlineMs: SETTINGS_DEADLINE_MS });
    return null;
  },
});
