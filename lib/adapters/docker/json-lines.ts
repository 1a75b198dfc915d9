import type { SilenceWatch } from "@/lib/adapters/docker/silence";

/** Values of a stream that holds one JSON text a line, as the engine writes progress and events. */
export async function* jsonLines(
  stream: NodeJS.ReadableStream,
  silence: SilenceWatch,
): AsyncGenerator<unknown> {
  stream.setEncoding("utf8");
  // An abort reports an error also after the last read, when nobody listens any more; that would end the process.
  stream.on("error", () => {});
  const parts = stream[Symbol.asyncIterator]();
  let rest = "";
  for (;;) {
    const next = await Promise.race([parts.next(), silence.broken]);
    if (next.done) break;
    silence.heard();
    const lines = (rest + String(next.value)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield JSON.parse(line);
  }
  if (rest.trim() !== "") yield JSON.parse(rest);
}
