import type { JobEventLine } from "@/lib/api/contract/job-views";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

/** Lines of one answer; the rest follows in the next. */
const BATCH_LINES = 500;

/** The job as it goes on: its state, then each change and each batch of output, until it has ended. */
export async function* followJob(
  parts: PanelParts,
  idOrNumber: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<JobEventLine> {
  const { runner } = parts;
  const { id } = await runner.find(idOrNumber);
  let changed = true;
  let wake = () => {};
  const stop = runner.listen((job) => {
    if (job.id !== id) return;
    changed = true;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  let last = after;
  try {
    while (!signal.aborted) {
      changed = false;
      const job = await runner.find(id);
      // Read after the state: what an ended job wrote is all there then.
      const lines = await linesAfter(parts, id, last);
      yield { type: "job", job: runner.view(job) };
      for (let start = 0; start < lines.length; start += BATCH_LINES) {
        yield { type: "output", lines: lines.slice(start, start + BATCH_LINES) };
      }
      last = lines.at(-1)?.seq ?? last;
      if (job.endedAt !== null) {
        yield { type: "ended", reason: "done" };
        return;
      }
      if (changed || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stop();
    signal.removeEventListener("abort", onAbort);
  }
}

/** Lines of this run are in memory before they are stored; earlier ones are stored only. */
async function linesAfter({ runner, jobs }: PanelParts, id: string, after: number) {
  const live = runner.liveLines(id);
  const first = live?.[0];
  if (live === null || first === undefined || first.seq > after + 1) return jobs.output(id, after);
  return live.filter(({ seq }) => seq > after);
}
