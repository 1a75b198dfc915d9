import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "@/e2e/panel/surroundings";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";

const START_TIMEOUT_MS = 90_000;

/** A panel as `npm start` starts it, by what it prints. */
export class LaunchedPanel {
  readonly #process: ChildProcess;
  #printed = "";

  private constructor(process: ChildProcess) {
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#printed += text;
      });
    }
  }

  /** @param environment besides this process's own */
  static launch(environment: Readonly<Record<string, string>>): LaunchedPanel {
    const child = spawn(process.execPath, ["lib/launch/start.mjs", "--no-build"], {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new LaunchedPanel(child);
  }

  /** Waits until it has printed this. @returns the whole match */
  async printed(pattern: RegExp): Promise<string> {
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const [match] = pattern.exec(this.#printed) ?? [];
      if (match !== undefined) return match;
      if (Date.now() > deadlineMs) throw new Error(`npm start never printed ${pattern}:\n${this.#printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ctrl-C. @returns the exit code, null for one that a signal ended */
  async interrupt(): Promise<number | null> {
    const ended = this.ended();
    this.#process.kill("SIGINT");
    return ended;
  }

  /** Waits for its own end. @returns the exit code, null for one that a signal ended */
  async ended(): Promise<number | null> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) await once(this.#process, "exit");
    return this.#process.exitCode;
  }
}

/** Where a launched panel lives: a folder and a port of its own, removed by `done`. */
export async function ownPlace() {
  const data = await mkdtemp(join(tmpdir(), "slipway-start-"));
  const port = await freeLoopbackPort();
  return {
    environment: { SLIPWAY_DATA: data, SLIPWAY_PORT: String(port), SLIPWAY_FRESH: "1" },
    done: () => rm(data, { recursive: true, force: true }),
  };
}
