/** Entry of the worker, and the only file that knows which adapter stands behind which port. */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DataFolderBackups } from "@/lib/adapters/backup/backup-files";
import { FolderPlace } from "@/lib/adapters/backup/folder-place";
import { S3Place } from "@/lib/adapters/backup/s3-place";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { Argon2Passwords } from "@/lib/adapters/crypto/argon2-passwords";
import { ensureMasterKey, masterKeyMissing } from "@/lib/adapters/crypto/master-key";
import { randomTokens } from "@/lib/adapters/crypto/random-tokens";
import { systemRandom } from "@/lib/adapters/crypto/system-random";
import { openDatabase } from "@/lib/adapters/database/connection";
import { claimInstallation, claimKeyId } from "@/lib/adapters/database/key-owner";
import { migrateDatabase } from "@/lib/adapters/database/migrate-database";
import { PrismaAuditLog } from "@/lib/adapters/database/prisma-audit-log";
import { PrismaBackupStore } from "@/lib/adapters/database/prisma-backup-store";
import { PrismaIdentityStore } from "@/lib/adapters/database/prisma-identity-store";
import { PrismaJobStore } from "@/lib/adapters/database/prisma-job-store";
import { PrismaPeopleStore } from "@/lib/adapters/database/prisma-people-store";
import { PrismaSecondFactorStore } from "@/lib/adapters/database/prisma-second-factor-store";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { sealPlainSettings } from "@/lib/adapters/database/seal-plain-settings";
import { openEngine } from "@/lib/adapters/docker/open-engine";
import { type DataPaths, prepareDataFolder } from "@/lib/adapters/host/data-folder";
import { lockDataFolder } from "@/lib/adapters/host/data-folder-lock";
import { jsonLog } from "@/lib/adapters/host/json-log";
import { NodeHost } from "@/lib/adapters/host/node-host";
import { fetchProbeTransport } from "@/lib/adapters/probes/fetch-probe-transport";
import { auditHandlers } from "@/lib/api/handlers/audit";
import { backupHandlers } from "@/lib/api/handlers/backups";
import { identityHandlers } from "@/lib/api/handlers/identity";
import { keyHandlers } from "@/lib/api/handlers/keys";
import { panelHandlers } from "@/lib/api/handlers/panel";
import { peopleHandlers } from "@/lib/api/handlers/people";
import { secondFactorHandlers } from "@/lib/api/handlers/second-factor";
import { listen } from "@/lib/api/listen";
import { type ApiServices, createApi } from "@/lib/api/server";
import { type Environment, readEnvironment } from "@/lib/env";
import { toPanelError } from "@/lib/errors";
import { failPointsFrom } from "@/lib/jobs/fail-points";
import type { Engine } from "@/lib/ports/engine";
import type { Log } from "@/lib/ports/log";
import type { ImageRegistry } from "@/lib/ports/registry";
import { redactor } from "@/lib/secrets/redaction";
import { kinds } from "@/lib/stacks/registry";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import { Backups } from "@/lib/use-cases/backups/backups";
import { keepSchedule } from "@/lib/use-cases/backups/keep-schedule";
import { createPanel } from "@/lib/use-cases/create-panel";
import { checkSession, sweepSessions } from "@/lib/use-cases/identity/check-session";
import { GuessLimiter } from "@/lib/use-cases/identity/guess-limiter";
import { HeldLinks } from "@/lib/use-cases/identity/held-links";
import type { IdentityServices } from "@/lib/use-cases/identity/identity-services";
import { SessionEnds } from "@/lib/use-cases/identity/session-ends";
import { setupRefusal } from "@/lib/use-cases/identity/setup-refusal";
import { SignInChallenges } from "@/lib/use-cases/identity/sign-in-challenges";

/** The checkout, or the folder of the image: from `lib/worker.ts` as from `dist/worker.mjs`. */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const VERSION = readVersion();

const WEB_SOCKET_MODE = 0o660;
const CONTROL_SOCKET_MODE = 0o600;
const SWEEP_MS = 60 * 60_000;
const STOP_MS = 4500;

const now = () => new Date();

/** Runs until it is told to stop. */
async function run(): Promise<void> {
  // Nothing that the worker writes is for anybody else.
  process.umask(0o077);
  const environment = readEnvironment(process.env, process.cwd(), (path) => readFileSync(path, "utf8"));
  const log = openLog(environment);
  const paths = prepareDataFolder(environment.data, environment.workerSocket);
  const unlock = lockDataFolder(paths.lock);
  const stopping = new AbortController();
  const stop = await start(environment, paths, log, stopping.signal);
  const end = async (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) return;
    log("info", "stopping", { signal });
    stopping.abort();
    // What does not end in time keeps its intent in the database, and the next start resumes it.
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await stop();
    unlock();
    log("info", "stopped");
    process.exit(0);
  };
  // Whoever keeps the log may be gone or have no room: what is said then is lost, and no reason to end.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("unhandledRejection", (reason) =>
    log("error", "unhandled rejection", { error: describe(reason) }),
  );
}

/** @returns what ends it all, in order */
async function start(
  environment: Environment,
  paths: DataPaths,
  log: Log,
  stopping: AbortSignal,
): Promise<() => Promise<void>> {
  const records = await openRecords(paths, log);
  const docker = await openEngine({
    off: environment.engine === "off",
    socketPath: environment.engineSocket,
    scratchFolder: paths.scratch,
    composeFolder: join(ROOT, ".cache/bin"),
    environment: process.env,
  });
  const panel = createPanel({
    ...docker,
    stacks: records.stacks,
    jobs: records.jobs,
    host: new NodeHost(environment.inContainer ? { data: environment.data } : null),
    probes: fetchProbeTransport,
    kinds,
    registry: registryOf(environment),
    labels: environment.testLabel === null ? {} : { "slipway.test": environment.testLabel },
    allowStandIns: environment.allowStandIns,
    clock: now,
    random: systemRandom,
    fingerprintKey: records.box.fingerprintKey,
    holder: `${process.pid}-${randomUUID()}`,
    failPoints: failPointsFrom(process.env),
    onFault: (error) => log("error", "fault", { error: describe(error) }),
  });
  const identity = openIdentity(environment, records, docker.engine);
  const backupServices = openBackups(paths, records, log);
  const backups = new Backups(backupServices);
  const services: ApiServices = {
    handlers: {
      ...identityHandlers(identity),
      ...auditHandlers(records.audit),
      ...peopleHandlers(identity),
      ...secondFactorHandlers(identity),
      ...panelHandlers({
        version: VERSION,
        createBackup: (given, caller) => backups.create(given, caller),
      }),
      ...backupHandlers(backups, backupServices),
      ...keyHandlers({ random: systemRandom, now }),
      ...panel.verbs,
    },
    checkSession: (tokenHash) => checkSession(identity, tokenHash),
    hashToken: identity.tokens.hash,
    onSignedOut: (tokenHash, listener) => identity.sessionEnds.listen(tokenHash, listener),
    stopping,
    now,
    newId: randomUUID,
    log,
  };
  const sweep = () =>
    sweepSessions(identity).catch((error: unknown) =>
      log("error", "sweep failed", { error: describe(error) }),
    );
  await sweep();
  const sweeping = setInterval(sweep, SWEEP_MS);
  const endSchedule = keepSchedule(backups, log);
  const closeControl = await listen(createApi("control", services), paths.controlSocket, CONTROL_SOCKET_MODE);
  const closeWeb = await listen(createApi("web", services), paths.webSocket, WEB_SOCKET_MODE);
  log("info", "ready", { version: VERSION, data: paths.data, url: environment.url });
  // The API answers from what is stored until the engine has been looked at.
  await panel.start();
  return async () => {
    clearInterval(sweeping);
    endSchedule();
    await panel.stop();
    await Promise.all([closeWeb(), closeControl()]);
    await records.client.$disconnect();
  };
}

/** Key and database, the one fitting the other, and the stores on them. */
async function openRecords(paths: DataPaths, log: Log) {
  const key = ensureMasterKey(paths.masterKey, existsSync(paths.database));
  const { applied, snapshot } = await migrateDatabase({
    path: paths.database,
    backups: paths.backups,
    migrations: join(ROOT, "prisma/migrations"),
    command: migrateCommand(),
    now: now(),
  });
  if (applied.length > 0) log("info", "database migrated", { applied, snapshot });
  const client = await openDatabase(paths.database);
  const keyId = await claimKeyId(client, key.id);
  if (keyId !== key.id) {
    throw masterKeyMissing(
      paths.masterKey,
      `The database belongs to the master key ${keyId}, not to ${key.id}`,
    );
  }
  await claimInstallation(client, randomUUID);
  const box = new AesSecretBox(key);
  const sealed = await sealPlainSettings(client, box);
  if (sealed > 0) log("info", "free variables sealed", { revisions: sealed });
  return {
    client,
    box,
    stacks: new PrismaStackStore(client, box, now),
    jobs: new PrismaJobStore(client, now),
    identity: new PrismaIdentityStore(client, now),
    people: new PrismaPeopleStore(client, now),
    factors: new PrismaSecondFactorStore(client, box, now),
    audit: new PrismaAuditLog(client, now),
    backups: new PrismaBackupStore(client, box, now),
  };
}

type Records = Awaited<ReturnType<typeof openRecords>>;

function openIdentity(
  environment: Environment,
  { stacks, identity, people, factors, audit }: Records,
  engine: Pick<Engine, "listContainers">,
): IdentityServices {
  return {
    store: identity,
    people,
    factors,
    challenges: new SignInChallenges(randomTokens, now),
    random: systemRandom,
    passwords: new Argon2Passwords(),
    tokens: randomTokens,
    limiter: new GuessLimiter(now),
    heldLinks: new HeldLinks(),
    sessionEnds: new SessionEnds(),
    now,
    newId: randomUUID,
    url: environment.url,
    audit,
    setupRefusal: () =>
      setupRefusal({
        stacks,
        labelledContainers: async () =>
          (await engine.listContainers({ labels: [STACK_LABEL] })).map(({ name }) => name),
        fresh: environment.fresh,
      }),
  };
}

function openBackups(paths: DataPaths, { backups: store }: Records, log: Log): BackupServices {
  return {
    files: new DataFolderBackups({ ...paths, version: VERSION, now }),
    ...{ store, ownFolder: paths.backups, now, log },
    openFolder: (path) => new FolderPlace(path),
    openS3: (settings) => new S3Place(settings),
  };
}

function openLog({ registry, logLevel }: Environment): Log {
  const password = registry?.login?.password.reveal();
  return jsonLog({
    write: (line) => process.stdout.write(line),
    least: logLevel,
    redact: redactor(password === undefined ? [] : [password]),
    now,
  });
}

function registryOf({ registry }: Environment): ImageRegistry {
  if (registry === null) return { host: null, login: null };
  const { host, login } = registry;
  if (login === null) return { host, login };
  const [serverAddress = host] = host.split("/");
  return { host, login: { username: login.username, password: login.password.reveal(), serverAddress } };
}

/** The bundle of the migration stands beside the worker's; from sources it runs as the worker does, through tsx. */
function migrateCommand(): [string, ...string[]] {
  const bundle = fileURLToPath(new URL("./migrate.mjs", import.meta.url));
  if (existsSync(bundle)) return [process.execPath, bundle];
  return [process.execPath, "--import", "tsx", join(ROOT, "lib/adapters/database/migrate.ts")];
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  return version;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await run();
} catch (error) {
  const { code, message, details, cause } = toPanelError(error);
  const lines = [message, ...(details.evidence ?? []), ...(details.fix === undefined ? [] : [details.fix])];
  if (code === "unexpected") lines.push(describe(cause));
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
}
