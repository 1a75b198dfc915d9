/** Entry of the worker. It and the files of `worker/` alone know which adapter stands behind which port. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "@/lib/adapters/docker/open-engine";
import { type DataPaths, prepareDataFolder } from "@/lib/adapters/host/data-folder";
import { lockDataFolder } from "@/lib/adapters/host/data-folder-lock";
import { type Environment, readEnvironment } from "@/lib/env";
import type { Log } from "@/lib/ports/log";
import { Backups } from "@/lib/use-cases/backups/backups";
import { keepSchedule } from "@/lib/use-cases/backups/keep-schedule";
import { sweepSessions } from "@/lib/use-cases/identity/check-session";
import { tidyOutput } from "@/lib/use-cases/job-verbs/tidy-output";
import { passkeySite } from "@/lib/use-cases/passkeys/passkey-site";
import { apiServices } from "@/lib/worker/api-services";
import { now } from "@/lib/worker/clock";
import { describeRefusal } from "@/lib/worker/describe-fault";
import { endInOrder } from "@/lib/worker/end-in-order";
import { keepSweeping } from "@/lib/worker/keep-sweeping";
import { openAddress } from "@/lib/worker/open-address";
import { openBackups } from "@/lib/worker/open-backups";
import { openIdentity } from "@/lib/worker/open-identity";
import { openLog } from "@/lib/worker/open-log";
import { openPanel } from "@/lib/worker/open-panel";
import { openRecords } from "@/lib/worker/open-records";
import { readProgram } from "@/lib/worker/program";
import { serveApi } from "@/lib/worker/serve-api";
import { setupCheck } from "@/lib/worker/setup-check";

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
  endInOrder({ stopping, stop, unlock, log });
}

/** @returns what ends it all, in order */
async function start(
  environment: Environment,
  paths: DataPaths,
  log: Log,
  stopping: AbortSignal,
): Promise<() => Promise<void>> {
  const program = readProgram(import.meta.url);
  const { version } = program;
  const records = await openRecords(program, paths, log);
  const docker = await openEngine({
    off: environment.engine === "off",
    socketPath: environment.engineSocket,
    scratchFolder: paths.scratch,
    composeFolder: join(program.root, ".cache/bin"),
    environment: process.env,
  });
  const panel = openPanel(environment, docker, records, paths, log);
  const identity = openIdentity(records, {
    url: environment.url,
    passkeySite: passkeySite(environment),
    setupRefusal: setupCheck(environment, records, docker.engine),
  });
  const { audit } = records;
  const backupServices = openBackups(program, paths, records, log);
  const backups = new Backups(backupServices);
  const endSweeping = await keepSweeping(() => sweepSessions(identity), log);
  const endSchedule = keepSchedule(backups, log);
  const closeApi = await serveApi(
    apiServices({
      ...{ version, panel, identity, audit, backups, backupServices, stopping, log },
      address: openAddress(environment),
    }),
    paths,
  );
  log("info", "ready", { version, data: paths.data, url: environment.url });
  // The API answers from what is stored until the engine has been looked at.
  await panel.start();
  const endTidying = await keepSweeping(
    () => tidyOutput({ jobs: records.jobs, now, keptDays: environment.outputDays }),
    log,
  );
  return async () => {
    endSweeping();
    endTidying();
    endSchedule();
    await panel.stop();
    await closeApi();
    await records.close();
  };
}

try {
  await run();
} catch (error) {
  process.stderr.write(describeRefusal(error));
  process.exit(1);
}
