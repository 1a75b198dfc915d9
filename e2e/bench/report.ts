import { writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import type { KeptFigures } from "@/e2e/bench/figure";
import { dockerAt } from "@/e2e/panel/run-traces";
import { findSurroundings, ROOT } from "@/e2e/panel/surroundings";
import { findCompose } from "@/lib/launch/compose-find.mjs";
import { readMachine } from "@/lib/launch/machine.mjs";

/** Writes `docs/benchmarks.md` anew from these figures. */
export async function writeReport(kept: readonly KeptFigures[]): Promise<void> {
  const figures = kept.flatMap(({ date, figures: ofRun }) => ofRun.map((figure) => ({ ...figure, date })));
  const rows = figures.map(
    ({ name, goal, panel, yardstick, result, met, runs, load, date }) =>
      `| ${[name, goal, panel, yardstick || "–", `**${result}**${met ? "" : " (missed)"}`, runs, load, date].join(" | ")} |`,
  );
  const methods = figures.map(({ name, method }) => `- **${name}.** ${method}`);
  const text = `# Benchmarks

\`npm run bench\` measures these, \`npm run bench -- --write\` writes this page. Each figure stands beside a yardstick that was
measured in turns with it in the same run: the ratio says more than the time, which depends on the machine and on what
else it does. Medians, with the least and the most in brackets. *Load* is how many processes wanted a core when the
measuring began, of the ones that have nothing to do with it too.

${await machine()}

| what | goal | panel | yardstick | result | n | load | date |
|---|---|---|---|---|---|---|---|
${rows.join("\n")}

## How each was taken

${methods.join("\n")}
`;
  await writeFile(join(ROOT, "docs", "benchmarks.md"), text);
}

async function machine(): Promise<string> {
  const { socket, composePath } = await findSurroundings();
  const engine = await dockerAt(socket).version();
  const search = await findCompose({ SLIPWAY_COMPOSE_PATH: composePath }, join(ROOT, ".cache", "bin"));
  const compose = "compose" in search ? search.compose.version : "unknown";
  const { distribution } = await readMachine();
  const [first] = cpus();
  return [
    `${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 1024 ** 3)} GiB,`,
    `${distribution.id === "other" ? distribution.name : `${distribution.id} ${distribution.codename}`}, kernel ${release()}, Node ${process.version}, Docker Engine ${engine.Version}, Compose ${compose}.`,
  ].join("\n");
}
