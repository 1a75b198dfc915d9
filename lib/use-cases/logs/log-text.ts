import type { LogBatch, LogLine } from "@/lib/api/contract/views";

/** Log batches as the lines of a text file, batch by batch, so that a log of any size needs no memory. */
export async function* logText(batches: AsyncIterable<LogBatch>): AsyncGenerator<string> {
  for await (const batch of batches) {
    if (batch.type === "lines") yield batch.lines.map(lineText).join("");
    else if (batch.type === "marker") yield `${batch.at} ${batch.service} -- ${batch.text}\n`;
  }
}

function lineText({ at, service, stream, text }: LogLine): string {
  return `${at} ${service} ${stream} ${text}\n`;
}
