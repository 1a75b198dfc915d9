/** `npm run soak [-- part…] [--fresh]`: the long form of the randomised and fault tests. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "@/e2e/panel/surroundings";
import { verdictLine } from "@/e2e/run/counts.mjs";
import { soakParts } from "@/e2e/soak/parts";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { formatDuration } from "@/lib/launch/terminal.mjs";

/** What is done of a part: a run that was ended goes on where it stopped. */
type State = { passed: Record<string, string>; failed: Record<string, string> };

/** Ctrl-C ends after the try that is at work, which cleans up; the next run goes on from there. */
let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    isEnding = true;
    process.stdout.write("   ends after this try\n");
  });
}

const FOLDER = join(ROOT, ".cache", "soak");

async function main(args: readonly string[]): Promise<number> {
  const fresh = args.includes("--fresh");
  const names = args.filter((name) => name !== "--fresh");
  const unknown = names.filter((name) => !soakParts.some((part) => part.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No part “${unknown.join(", ")}”; there are ${soakParts.map(({ name }) => name).join(", ")}\n`,
    );
    return 2;
  }
  await mkdir(FOLDER, { recursive: true });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const chosen = soakParts.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const part of chosen) {
    const { passed, failed } = await runPart(part, fresh);
    counts.passed += Object.keys(passed).length;
    counts.failed += Object.keys(failed).length;
    counts.skipped += part.ids.length - Object.keys(passed).length - Object.keys(failed).length;
  }
  process.stdout.write(`\n${verdictLine(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
}

async function runPart(part: SoakPart, fresh: boolean): Promise<State> {
  const path = join(FOLDER, `${part.name}.json`);
  if (fresh) await rm(path, { force: true });
  const earlier = await readState(path);
  // What failed is tried again; ids that no longer exist are forgotten.
  const state: State = {
    passed: Object.fromEntries(Object.entries(earlier.passed).filter(([id]) => part.ids.includes(id))),
    failed: {},
  };
  const due = part.ids.filter((id) => state.passed[id] === undefined);
  process.stdout.write(
    `\n── ${part.title}: ${part.ids.length} tries, ${part.ids.length - due.length} done before\n`,
  );
  if (due.length === 0 || isEnding) return state;
  const refusal = (await part.refusal?.()) ?? null;
  if (refusal !== null) {
    process.stdout.write(`   skipped: ${refusal}\n`);
    return state;
  }
  const startMs = Date.now();
  const open = await part.open();
  try {
    for (const [index, id] of due.entries()) {
      if (isEnding) break;
      const tryMs = Date.now();
      const failure = await open.run(id).then(
        (seen) => {
          state.passed[id] = seen;
          return null;
        },
        (error: unknown) => {
          state.failed[id] = error instanceof Error ? (error.stack ?? error.message) : String(error);
          return state.failed[id];
        },
      );
      const leftMs = ((Date.now() - startMs) / (index + 1)) * (due.length - index - 1);
      process.stdout.write(
        `${failure === null ? "✓" : "✗"} ${id} (${formatDuration(Date.now() - tryMs)}): ${failure ?? state.passed[id]}` +
          `   [${index + 1} of ${due.length}, ${formatDuration(leftMs)} left]\n`,
      );
      await writeFile(path, JSON.stringify(state, null, 2));
    }
  } finally {
    await open.close();
  }
  process.stdout.write(
    `── ${part.title}: ${Object.keys(state.passed).length} of ${part.ids.length} in ${formatDuration(Date.now() - startMs)}\n`,
  );
  return state;
}

async function readState(path: string): Promise<State> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? { passed: {}, failed: {} } : (JSON.parse(text) as State);
}

process.exitCode = await main(process.argv.slice(2));
