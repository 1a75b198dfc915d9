import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { openEnvFile } from "@/lib/adapters/docker/env-file-handle";
import { endProcessGroup } from "@/lib/adapters/docker/process-group";

/** Compose answers TERM within milliseconds; more is only needed when the machine is overloaded. */
export const END_GRACE_MS = 5_000;
const KEPT_LINES = 200;
const KEPT_STDOUT_CHARACTERS = 1_000_000;

export type ComposeStart = {
  program: string;
  socketPath: string;
  /** Ours alone: the empty home and working folder, and where the env file is for a moment. */
  folder: string;
  signal: AbortSignal;
  input?: { composeYaml: string; envFile: string };
  onOutput?(text: string): void;
  /** Where it rejects, no program is started. */
  mayBegin?: (() => Promise<void>) | undefined;
};

export type ComposeExit = { code: number | null; stdout: string; lines: readonly string[] };

/**
 * Runs Compose without a shell, in an empty environment, in a process group of its own. When the signal aborts, the
 * group is ended before the promise settles.
 * @throws PanelError `deadline-passed` when it does not end
 */
export async function runCompose(args: readonly string[], start: ComposeStart): Promise<ComposeExit> {
  const home = join(start.folder, "home");
  await mkdir(home, { recursive: true, mode: 0o700 });
  const envFile = await openEnvFile(start.folder, start.input?.envFile ?? "");
  try {
    await start.mayBegin?.();
    return await runWith(envFile.fd, home, args, start);
  } finally {
    await envFile.close();
  }
}

async function runWith(
  envFile: number,
  home: string,
  args: readonly string[],
  start: ComposeStart,
): Promise<ComposeExit> {
  const env = { HOME: home, DOCKER_CONFIG: home, DOCKER_HOST: `unix://${start.socketPath}` };
  const child = spawn(start.program, args, {
    cwd: home,
    // Next's types demand NODE_ENV in every environment; this one is to hold nothing else.
    env: env as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe", envFile],
    detached: true,
  });
  const [stdin, stdout, stderr] = [child.stdin, child.stdout, child.stderr];
  const lines: string[] = [];
  const keep = (text: string) => {
    lines.push(text);
    if (lines.length > KEPT_LINES) lines.shift();
    start.onOutput?.(text);
  };
  let printed = "";
  stdout?.on("data", (part: Buffer) => {
    if (printed.length < KEPT_STDOUT_CHARACTERS) printed += part.toString();
  });
  if (stdout) onLines(stdout, (text) => start.onOutput?.(text));
  if (stderr) onLines(stderr, keep);
  // A program that ends before it has read its input breaks the pipe; its exit code tells more than that.
  stdin?.on("error", () => {});
  stdin?.end(start.input?.composeYaml ?? "");

  let ending: Promise<void> | undefined;
  let end = () => {};
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      // An abort from here on would signal a group whose number may be another's by now, and nobody would wait for it.
      start.signal.removeEventListener("abort", end);
      resolve(code);
    });
    end = () => {
      if (child.pid !== undefined) ending ??= endProcessGroup(child.pid, END_GRACE_MS);
      // One that does not end never closes either.
      ending?.catch(reject);
    };
  });
  if (start.signal.aborted) end();
  start.signal.addEventListener("abort", end, { once: true });
  try {
    const code = await closed;
    await ending;
    return { code, stdout: printed, lines };
  } finally {
    start.signal.removeEventListener("abort", end);
    // Of one that goes on nothing more is heard; any other has closed both.
    stdout?.destroy();
    stderr?.destroy();
  }
}

function onLines(stream: Readable, take: (text: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (part: string) => {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") take(line.trimEnd());
  });
  stream.on("end", () => {
    if (rest.trim() !== "") take(rest.trimEnd());
  });
}
