"use server";

import { routes } from "@/lib/api/contract/routes";
import { panelAction } from "@/lib/web/panel-action";

/** A backup is read to its end. */
const VERIFY_DEADLINE_MS = 30 * 60_000;

const stack = routes["stack-backups.list"].params;
const backup = routes["stack-backups.remove"].params;

export const backUpStack = panelAction({
  input: stack,
  run: async (worker, params) => {
    const job = await worker.call(routes["stack-backups.create"], { params });
    return { jobNumber: job.number };
  },
});

export const restoreStackBackup = panelAction({
  input: routes["stack-backups.restore"].params.and(routes["stack-backups.restore"].body),
  run: async (worker, { confirmName, saveFirst, ...params }) => {
    const body = { confirmName, saveFirst };
    const job = await worker.call(routes["stack-backups.restore"], { params, body });
    return { jobNumber: job.number };
  },
});

export const verifyStackBackup = panelAction({
  input: backup,
  run: (worker, params) =>
    worker.call(routes["stack-backups.verify"], { params }, { deadlineMs: VERIFY_DEADLINE_MS }),
});

export const deleteStackBackup = panelAction({
  input: backup,
  run: async (worker, params) => {
    await worker.call(routes["stack-backups.remove"], { params });
    return null;
  },
});

/** For whoever is about to remove the stack. */
export const countBackups = panelAction({
  input: stack,
  run: async (worker, params) => {
    const { backups } = await worker.call(routes["stack-backups.list"], { params });
    return { count: backups.length, sizeBytes: backups.reduce((sum, one) => sum + one.sizeBytes, 0) };
  },
});
