import type { LogLine } from "@/lib/api/contract/log-views";

/** Enough for a screen at once, and small enough to be on the way soon. */
const BATCH_LINES = 1000;

type Head = { lines: readonly LogLine[]; index: number; source: AsyncIterator<readonly LogLine[]> };

/**
 * Lines of several sources, each in order, as one in order. The engine's time stamps all have the same length, so they
 * compare as text. Reads no further ahead than one chunk of each source.
 */
export async function* mergeByTime(
  sources: readonly AsyncIterable<readonly LogLine[]>[],
): AsyncGenerator<readonly LogLine[]> {
  const [only] = sources;
  if (only !== undefined && sources.length === 1) {
    yield* only;
    return;
  }
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const started = await Promise.all(iterators.map(nextHead));
    let heads = started.filter((head) => head !== null);
    let batch: LogLine[] = [];
    while (heads.length > 0) {
      const [first, limit] = earliest(heads);
      const { lines } = first;
      // A run of lines that come before those of all other sources is taken at once.
      while (first.index < lines.length) {
        const line = lines[first.index];
        if (line === undefined || (limit !== null && line.at > limit)) break;
        batch.push(line);
        first.index += 1;
      }
      if (first.index >= lines.length) {
        const next = await nextHead(first.source);
        heads = heads.flatMap((head) => (head === first ? (next ?? []) : head));
      }
      if (batch.length >= BATCH_LINES) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}

async function nextHead(source: AsyncIterator<readonly LogLine[]>): Promise<Head | null> {
  for (;;) {
    const { done, value } = await source.next();
    if (done === true) return null;
    if (value.length > 0) return { lines: value, index: 0, source };
  }
}

/** The head with the earliest line, and the time up to which it comes before all others; null when it is alone. */
function earliest(heads: readonly Head[]): [Head, string | null] {
  const [start, ...others] = heads;
  if (start === undefined) throw new Error("there is no source left");
  let first = start;
  let limit: string | null = null;
  for (const head of others) {
    if (timeOf(head) < timeOf(first)) {
      limit = timeOf(first);
      first = head;
    } else if (limit === null || timeOf(head) < limit) limit = timeOf(head);
  }
  return [first, limit];
}

function timeOf({ lines, index }: Head): string {
  return lines[index]?.at ?? "";
}
