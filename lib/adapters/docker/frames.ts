/**
 * The engine's framing of the output of a container without a terminal: one byte for the stream, three zero bytes,
 * the payload's length in four bytes (big endian), the payload. Source: Docker Engine API, "Attach to a container".
 */
export const STDERR = 2;
/** The engine reports that it cannot go on reading, in the payload. */
export const SYSTEM_ERROR = 3;

const HEADER_BYTES = 8;

/**
 * Calls `take` for each complete frame, with the payload's place in the buffer.
 * @returns where the first incomplete frame starts
 */
export function readFrames(
  buffer: Buffer,
  take: (stream: number, start: number, end: number) => void,
): number {
  let offset = 0;
  while (buffer.length - offset >= HEADER_BYTES) {
    const start = offset + HEADER_BYTES;
    const end = start + buffer.readUInt32BE(offset + 4);
    if (end > buffer.length) break;
    take(buffer[offset] ?? 0, start, end);
    offset = end;
  }
  return offset;
}
