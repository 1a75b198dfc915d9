import { ENV_FILE_PATH } from "@/lib/adapters/docker/env-file-handle";

/** What every run on a project begins with. */
export function projectArguments(project: string, folder: string): string[] {
  return [
    "--ansi=never",
    "--progress=plain",
    `--project-name=${project}`,
    `--project-directory=${folder}`,
    `--env-file=${ENV_FILE_PATH}`,
    "--file=-",
  ];
}

/** Whether a process is Compose at work on this project, started by a panel with this folder. */
export function isRunOf(command: readonly string[], project: string, folder: string): boolean {
  return command.includes(`--project-name=${project}`) && command.includes(`--project-directory=${folder}`);
}

/** Images are pulled before, with progress; nothing is built; orphans are the caller's, who knows whose they are. */
export function upArguments(services: readonly string[] = []): string[] {
  return [
    "up",
    "--detach",
    "--no-build",
    "--pull=never",
    ...(services.length === 0 ? [] : ["--", ...services]),
  ];
}

export const CREATE_ARGUMENTS = ["create", "--no-build", "--pull=never"];
export const STOP_ARGUMENTS = ["stop"];
export const VALIDATE_ARGUMENTS = ["config", "--quiet"];
export const HASH_ARGUMENTS = ["config", "--hash=*"];

/** `config --hash` prints `service hash`, one a line. */
export function parseHashes(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split("\n")
      .map((line) => /^(\S+) ([0-9a-f]{64})$/.exec(line.trim()))
      .flatMap((match) => (match === null ? [] : [[match[1] ?? "", match[2] ?? ""]])),
  );
}
