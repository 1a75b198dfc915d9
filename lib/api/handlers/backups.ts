import type { BackupStatusView, backupRoutes } from "@/lib/api/contract/backups";
import { errorViewOf } from "@/lib/api/contract/error-view";
import type { RouteInput } from "@/lib/api/contract/route";
import type { Handlers } from "@/lib/api/handler";
import { PanelError } from "@/lib/errors";
import type { BackupRecord, BackupSettings, S3Settings } from "@/lib/ports/backups";
import { Sensitive } from "@/lib/secrets/sensitive";
import { isOfSeries } from "@/lib/use-cases/backups/backup-name";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import type { Backups } from "@/lib/use-cases/backups/backups";
import { nextSlot, retryAt } from "@/lib/use-cases/backups/schedule";

type Services = Pick<BackupServices, "store" | "ownFolder" | "series" | "now">;

/** Backups of the panel itself. */
export function backupHandlers(
  backups: Backups,
  services: Services,
): Pick<Handlers, keyof typeof backupRoutes> {
  const { store, ownFolder, series } = services;
  return {
    "backups.list": async () => {
      const { records, folderProblem } = await backups.list();
      const { s3, passphrase, ...settings } = await store.settings();
      return {
        settings: { ...settings, ownFolder, s3: s3 && withoutSecret(s3), passphraseSet: passphrase !== null },
        status: await statusOf(services),
        backups: records.map((record) => viewOf(record, series)),
        folderProblem: folderProblem && errorViewOf(folderProblem),
      };
    },
    "backups.status": () => statusOf(services),
    "backups.run": async (_, { who, from }) => {
      await backups.runNow({ who, from });
      return {};
    },
    "backups.settings": async ({ body }, { who, from }) => {
      await backups.saveSettings(merged(body, await store.settings()), { who, from });
      return {};
    },
    "backups.test": async ({ params: { place, name } }, { who, from }) =>
      viewOf(await backups.test(place, name, { who, from }), series),
    "backups.download": async ({ params: { place, name } }, { who, from }) => {
      const opened = await backups.open(place, name, { who, from });
      return { fileName: name, contentType: "application/x-tar", ...opened };
    },
    "backups.remove": async ({ params: { place, name } }, { who, from }) => {
      await backups.remove(place, name, { who, from });
      return {};
    },
  };
}

type Given = RouteInput<(typeof backupRoutes)["backups.settings"]>["body"];

/** Secrets that are left out stay as they are stored. */
function merged({ s3, passphrase, ...plain }: Given, stored: BackupSettings): BackupSettings {
  return {
    ...plain,
    s3: s3 && { ...s3, endpoint: new URL(s3.endpoint).origin, secretKey: secretKeyOf(s3, stored.s3) },
    passphrase: passphraseOf(passphrase, stored),
  };
}

function passphraseOf(given: string | null | undefined, stored: BackupSettings): Sensitive | null {
  if (given === undefined) return stored.passphrase;
  return given === null ? null : new Sensitive(given);
}

/** A stored key goes to the server that it was typed for, and to no other. */
function secretKeyOf(given: NonNullable<Given["s3"]>, stored: S3Settings | null): Sensitive {
  if (given.secretKey !== undefined) return new Sensitive(given.secretKey);
  if (stored !== null && stored.endpoint === new URL(given.endpoint).origin) return stored.secretKey;
  throw new PanelError("input-invalid", "The bucket needs its secret key", {
    issues: [{ field: "s3.secretKey", message: "Type the secret key" }],
  });
}

function withoutSecret({ secretKey: _, ...shown }: S3Settings): Omit<S3Settings, "secretKey"> {
  return shown;
}

function viewOf({ createdAt, verifiedAt, ...record }: BackupRecord, series: string) {
  return {
    ...record,
    isOwn: isOfSeries(record.name, series),
    createdAt: createdAt.toISOString(),
    verifiedAt: verifiedAt?.toISOString() ?? null,
  };
}

async function statusOf({ store, now }: Services): Promise<BackupStatusView> {
  const { schedule } = await store.settings();
  const progress = await store.progress();
  const { lastSuccessAt, lastAttemptAt, failure, tidyFailure } = progress;
  return {
    every: schedule.every,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    nextAt: nextSlot(schedule, now())?.toISOString() ?? null,
    failure,
    tidyFailure,
    failedAt: failure === null ? null : (lastAttemptAt?.toISOString() ?? null),
    retryAt: failure === null ? null : retryAt(progress, now()).toISOString(),
  };
}
