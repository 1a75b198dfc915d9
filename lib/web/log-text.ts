import type { LogBatch } from "@/lib/api/contract/views";
import { LineSplitter } from "@/lib/line-splitter";

/** Log batches as the lines of a text file, chunk by chunk, so that a download of any size needs no memory. */
export async function* logText(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const splitter = new LineSplitter();
  for await (const chunk of chunks) {
    const text = splitter.push(chunk).map(batchText).join("");
    if (text !== "") yield text;
  }
  const rest = splitter.end();
  if (rest !== null) yield batchText(rest);
}

function batchText(line: string): string {
  const batch = JSON.parse(line) as LogBatch;
  if (batch.type === "marker") return `${batch.at} ${batch.service} -- ${batch.text}\n`;
  if (batch.type !== "lines") return "";
  return batch.lines.map((entry) => `${entry.at} ${entry.service} ${entry.stream} ${entry.text}\n`).join("");
}
