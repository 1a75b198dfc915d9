/** `npm run bench [-- name…] [--write]`: the figures, each against its yardstick in the same run. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deployBenchmark } from "@/e2e/bench/deploy";
import type { Benchmark, Figure, KeptFigures } from "@/e2e/bench/figure";
import { logsBenchmark } from "@/e2e/bench/logs";
import { pageBenchmark } from "@/e2e/bench/page";
import { writeReport } from "@/e2e/bench/report";
import { stackListBenchmark } from "@/e2e/bench/stack-list";
import { startBenchmark } from "@/e2e/bench/start";
import { supabaseBenchmark } from "@/e2e/bench/supabase";
import { ROOT } from "@/e2e/panel/surroundings";

const BENCHMARKS = [
  startBenchmark,
  deployBenchmark,
  supabaseBenchmark,
  stackListBenchmark,
  logsBenchmark,
  pageBenchmark,
];
const FOLDER = join(ROOT, ".cache", "bench");

async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((name) => name !== "--write");
  const unknown = names.filter((name) => !BENCHMARKS.some((one) => one.name === name));
  if (unknown.length > 0) {
    const known = BENCHMARKS.map(({ name }) => name).join(", ");
    process.stderr.write(`No figure “${unknown.join(", ")}”; there are ${known}\n`);
    return 2;
  }
  await mkdir(FOLDER, { recursive: true });
  const figures: Figure[] = [];
  for (const benchmark of BENCHMARKS) {
    if (names.length === 0 || names.includes(benchmark.name)) figures.push(...(await measure(benchmark)));
  }
  if (args.includes("--write")) await writeReport(await keptFigures());
  const missed = figures.filter(({ met }) => !met).length;
  process.stdout.write(`\n${figures.length - missed} goals met, ${missed} missed\n`);
  return missed === 0 ? 0 : 1;
}

async function measure({ name, measure: run }: Benchmark): Promise<Figure[]> {
  process.stdout.write(`\n── ${name}\n`);
  const figures = await run((line) => process.stdout.write(`   ${line}\n`));
  for (const { met, name: what, panel, yardstick, result, goal, load } of figures) {
    const beside = yardstick === "" ? "" : `, yardstick ${yardstick}`;
    process.stdout.write(
      `${met ? "✓" : "✗"} ${what}: ${panel}${beside}: ${result} (goal: ${goal}; load ${load})\n`,
    );
  }
  const kept: KeptFigures = { name, date: new Date().toISOString().slice(0, 10), figures };
  await writeFile(join(FOLDER, `${name}.json`), JSON.stringify(kept, null, 2));
  return figures;
}

/** The newest of each: a page may be written from several runs, each row a pair of one run. */
async function keptFigures(): Promise<KeptFigures[]> {
  const texts = await Promise.all(
    BENCHMARKS.map(({ name }) => readFile(join(FOLDER, `${name}.json`), "utf8").catch(() => null)),
  );
  return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as KeptFigures]));
}

process.exitCode = await main(process.argv.slice(2));
