import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** A daemon of a test, which does not outlive its runner. */
export class Daemon {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #logPath: string;

  private constructor(process: ChildProcess, name: string, logPath: string) {
    this.#process = process;
    this.#name = name;
    this.#logPath = logPath;
  }

  static start(name: string, command: readonly string[], logPath: string): Daemon {
    const output = openSync(logPath, "a");
    const child = spawn("setpriv", ["--pdeathsig", "TERM", ...command], {
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    return new Daemon(child, name, logPath);
  }

  get isAlive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Sends the signal and waits until it is gone; one that does not go within the time is killed. */
  async end(signal: NodeJS.Signals, withinMs = 30_000): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.#process, "exit");
    const late = setTimeout(() => this.#process.kill("SIGKILL"), withinMs);
    this.#process.kill(signal);
    await gone;
    clearTimeout(late);
  }

  /** Waits until it answers. */
  async answers(ask: () => Promise<boolean>, withinMs: number): Promise<void> {
    const deadlineMs = Date.now() + withinMs;
    while (!(await ask())) {
      if (!this.isAlive || Date.now() > deadlineMs) {
        const log = await readFile(this.#logPath, "utf8").catch(() => "");
        throw new Error(
          `${this.#name} ${this.isAlive ? "does not answer" : "has ended"}:\n${log.slice(-2000)}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
