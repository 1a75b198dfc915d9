import { setTimeout as sleep } from "node:timers/promises";
import { CALL_TIMEOUT_MS, type Connection } from "@/lib/adapters/docker/connection";
import { readFrames, STDERR } from "@/lib/adapters/docker/frames";
import { PanelError } from "@/lib/errors";

/** Kept of each stream; the rest is read and dropped. */
const KEPT_BYTES = 262_144;
/** The output ends a moment before the engine has noted the exit code. */
const EXIT_LOOK_MS = 20;
const EXIT_LOOKS = 100;

export type ExecResult = { exitCode: number; stdout: string; stderr: string };

/** Runs a program in a container: no shell, no terminal, no input. */
export async function execInContainer(
  { docker, call }: Connection,
  id: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<ExecResult> {
  const doing = "starting a program in a container";
  const exec = await call({ doing }, (abortSignal) =>
    docker.getContainer(id).exec({
      Cmd: [...command],
      Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      AttachStdout: true,
      AttachStderr: true,
      Tty: false,
      abortSignal,
    }),
  );
  const abort = new AbortController();
  const late = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const stream = await call({ doing, timeoutMs: Math.max(timeoutMs, CALL_TIMEOUT_MS) }, () =>
      exec.start({ hijack: false, stdin: false, Tty: false, abortSignal: abort.signal }),
    );
    const output = await collect(stream);
    for (let look = 0; look < EXIT_LOOKS; look += 1) {
      const { Running, ExitCode } = await call({ doing: "asking for a program's exit code" }, (abortSignal) =>
        exec.inspect({ abortSignal }),
      );
      if (!Running && ExitCode !== null) return { exitCode: ExitCode, ...output };
      await sleep(EXIT_LOOK_MS);
    }
    throw new PanelError("engine-error", "The engine does not say how the program in the container ended");
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    throw new PanelError(
      "deadline-passed",
      `${command[0] ?? "The program"} in the container did not end within ${timeoutMs / 1_000} s`,
      { fix: "The container may be overloaded: look at its log and at its processor time." },
    );
  } finally {
    clearTimeout(late);
    abort.abort();
  }
}

async function collect(stream: NodeJS.ReadableStream): Promise<{ stdout: string; stderr: string }> {
  const kept = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const sizes = { stdout: 0, stderr: 0 };
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of stream) {
    const buffer = Buffer.concat([rest, Buffer.from(part)]);
    const consumed = readFrames(buffer, (type, start, end) => {
      const name = type === STDERR ? "stderr" : "stdout";
      const room = KEPT_BYTES - sizes[name];
      if (room > 0) kept[name].push(buffer.subarray(start, Math.min(end, start + room)));
      sizes[name] += end - start;
    });
    rest = buffer.subarray(consumed);
  }
  return { stdout: Buffer.concat(kept.stdout).toString(), stderr: Buffer.concat(kept.stderr).toString() };
}
