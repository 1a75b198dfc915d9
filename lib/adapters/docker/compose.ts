import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  CREATE_ARGUMENTS,
  HASH_ARGUMENTS,
  isRunOf,
  parseHashes,
  projectArguments,
  STOP_ARGUMENTS,
  upArguments,
  VALIDATE_ARGUMENTS,
} from "@/lib/adapters/docker/compose-command";
import { composeFailure } from "@/lib/adapters/docker/compose-failure";
import { END_GRACE_MS, runCompose } from "@/lib/adapters/docker/compose-process";
import { endProcessGroup } from "@/lib/adapters/docker/process-group";
import { findProcesses } from "@/lib/adapters/docker/process-table";
import { repairLeftovers } from "@/lib/adapters/docker/repair-leftovers";
import { PanelError } from "@/lib/errors";
import { findCompose, OLDEST_COMPOSE } from "@/lib/launch/compose-find.mjs";
import type { Compose, ComposeFiles, ComposeRun } from "@/lib/ports/compose";
import type { Engine } from "@/lib/ports/engine";

/** Reading a project takes Compose tens of milliseconds; this is for a machine on its knees. */
const READ_TIMEOUT_MS = 30_000;

const INSTALL =
  "Install the docker-compose plugin (docker-compose-v2 on Ubuntu, docker-compose on Debian 13).";

export type ComposeOptions = {
  engine: Pick<Engine, "listContainers" | "removeContainer">;
  socketPath: string;
  /** A folder of this panel alone; Compose's empty home is in it. */
  scratchFolder: string;
  /** Where `npm start` keeps a Compose that it fetched. */
  ownFolder: string;
  environment: Readonly<Record<string, string | undefined>>;
};

/**
 * Compose as a child process. The program is looked for at the first call and, while there is none, at each further
 * one: every verb then fails with `compose-missing` or `compose-too-old`, and works as soon as it is installed.
 */
export function createCompose(options: ComposeOptions): Compose {
  const folder = join(options.scratchFolder, "compose");
  let found: Promise<{ path: string; version: string }> | undefined;
  const program = () => {
    found ??= locate(options).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };

  async function run(
    verb: string,
    args: readonly string[],
    files: ComposeFiles,
    how: ComposeRun,
  ): Promise<string> {
    const { path } = await program();
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(withFullDiskNamed);
    if (how.signal.aborted) throw cancelled(verb);
    const exit = await runCompose([...projectArguments(files.project, folder), ...args], {
      program: path,
      socketPath: options.socketPath,
      folder,
      signal: how.signal,
      input: files,
      onOutput: how.onOutput,
      mayBegin: how.mayBegin?.bind(how),
    }).catch((error: unknown) => {
      if (!isGone(error)) return withFullDiskNamed(error);
      // It was there when it was looked for: the next call looks again.
      found = undefined;
      throw composeMissing();
    });
    if (exit.code === 0) return exit.stdout;
    if (how.signal.aborted) throw cancelled(verb);
    throw composeFailure(verb, exit.code, exit.lines, options.socketPath);
  }

  async function read(
    verb: string,
    args: readonly string[],
    files: ComposeFiles,
    mayBegin: () => Promise<void> = async () => {},
  ): Promise<string> {
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    return run(verb, args, files, { signal, onOutput: () => {}, mayBegin }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw new PanelError("deadline-passed", `Compose did not ${verb} within ${READ_TIMEOUT_MS / 1_000} s`, {
        fix: "The machine may be overloaded: try again.",
      });
    });
  }

  return {
    version: async () => (await program()).version,
    async validate(files) {
      await read("read the project", VALIDATE_ARGUMENTS, files);
    },
    async configHashes(files, mayBegin) {
      return parseHashes(await read("read the project", HASH_ARGUMENTS, files, mayBegin));
    },
    async up(files, how) {
      await run("bring the stack up", upArguments(how.services), files, how);
    },
    async create(files, how) {
      await run("create the containers", CREATE_ARGUMENTS, files, how);
    },
    async stop(files, how) {
      await run("stop the stack", STOP_ARGUMENTS, files, how);
    },
    async repair(project, ownerLabel) {
      for (const { pid, parent } of await findProcesses((command) => isRunOf(command, project, folder))) {
        if (parent !== process.pid) await endProcessGroup(pid, END_GRACE_MS);
      }
      return repairLeftovers(options.engine, project, ownerLabel);
    },
  };
}

async function locate({
  environment,
  ownFolder,
}: ComposeOptions): Promise<{ path: string; version: string }> {
  const search = await findCompose(environment, ownFolder);
  if ("compose" in search) return search.compose;
  if (search.tooOld !== undefined) {
    const { path, version } = search.tooOld;
    throw new PanelError(
      "compose-too-old",
      `Compose at ${path} is version ${version}; Slipway needs ${OLDEST_COMPOSE} or newer`,
      { fix: INSTALL },
    );
  }
  throw composeMissing();
}

function composeMissing(): PanelError {
  return new PanelError("compose-missing", `No Docker Compose ${OLDEST_COMPOSE} or newer was found`, {
    fix: INSTALL,
  });
}

/** The program, or the right to run it, was taken away. */
function isGone(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return false;
  return String(error.syscall).startsWith("spawn") && (error.code === "ENOENT" || error.code === "EACCES");
}

/** The environment goes to Compose through a file of a moment: there must be room for it. */
function withFullDiskNamed(error: unknown): never {
  if (!(error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code))))
    throw error;
  throw new PanelError(
    "disk-full",
    "The disk that holds the panel's data folder is full",
    { fix: "Free some space on it, then try again." },
    error,
  );
}

function cancelled(verb: string): PanelError {
  return new PanelError("job-cancelled", `Cancelled: Compose did not ${verb} to the end`);
}
