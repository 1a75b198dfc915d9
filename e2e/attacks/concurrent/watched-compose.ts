import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One run of Compose on a project. */
export type ComposeRunSeen = {
  /** Milliseconds since 1970. */
  at: number;
  pid: number;
  project: string;
  verb: string;
  /** Process ids of other runs on the project that were alive when this one began. */
  others: number[];
};

/** Compose with a witness in front of it. Of two runs that overlap, at least the later one sees the earlier. */
export class WatchedCompose {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<WatchedCompose> {
    return new WatchedCompose(await mkdtemp(join(tmpdir(), "slipway-witness-")));
  }

  /** @returns the program to be run instead of the real one */
  async inFrontOf(real: string): Promise<string> {
    const program = join(this.#folder, "docker-compose");
    const witness = JSON.stringify(join(import.meta.dirname, "witness.mjs"));
    const how = JSON.stringify({ real, log: this.#log });
    await writeFile(
      program,
      `#!${process.execPath}\nimport(${witness}).then(({ witness }) => witness(${how}));\n`,
      { mode: 0o755 },
    );
    return program;
  }

  async runs(): Promise<ComposeRunSeen[]> {
    const text = await readFile(this.#log, "utf8").catch(() => "");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as ComposeRunSeen);
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #log(): string {
    return join(this.#folder, "runs");
  }
}
