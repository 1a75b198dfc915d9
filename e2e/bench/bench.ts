/** `npm run bench [-- name…] [--write]`: the figures, each against its yardstick in the same run. */
import { deployBenchmark } from "@/e2e/bench/deploy";
import type { Figure } from "@/e2e/bench/figure";
import { logsBenchmark } from "@/e2e/bench/logs";
import { pageBenchmark } from "@/e2e/bench/page";
import { writeReport } from "@/e2e/bench/report";
import { stackListBenchmark } from "@/e2e/bench/stack-list";
import { startBenchmark } from "@/e2e/bench/start";

const BENCHMARKS = [startBenchmark, deployBenchmark, stackListBenchmark, logsBenchmark, pageBenchmark];

async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((name) => name !== "--write");
  const unknown = names.filter((name) => !BENCHMARKS.some((one) => one.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No figure “${unknown.join(", ")}”; there are ${BENCHMARKS.map((b) => b.name).join(", ")}\n`,
    );
    return 2;
  }
  const figures: Figure[] = [];
  for (const { name, measure } of BENCHMARKS) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n── ${name}\n`);
    for (const figure of await measure((line) => process.stdout.write(`   ${line}\n`))) {
      figures.push(figure);
      process.stdout.write(
        `${figure.met ? "✓" : "✗"} ${figure.name}: ${figure.panel}` +
          `${figure.yardstick === "" ? "" : `, yardstick ${figure.yardstick}`}: ${figure.result} (goal: ${figure.goal}; load ${figure.load})\n`,
      );
    }
  }
  if (args.includes("--write")) await writeReport(figures);
  const missed = figures.filter(({ met }) => !met).length;
  process.stdout.write(`\n${figures.length - missed} goals met, ${missed} missed\n`);
  return missed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
