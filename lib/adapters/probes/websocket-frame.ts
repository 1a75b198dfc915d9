export type WebsocketFrame = { final: boolean; opcode: number; payload: Buffer };

export const OPCODE = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;

/** One unfragmented frame of a client, which must mask what it sends (RFC 6455, 5.2 and 5.3). */
export function clientFrame(opcode: number, payload: Buffer, mask: Buffer): Buffer {
  const short = payload.length < 126;
  if (payload.length > 0xffff) throw new RangeError("a probe sends 65,535 bytes at most");
  const head = Buffer.alloc(short ? 2 : 4);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (short ? payload.length : 126);
  if (!short) head.writeUInt16BE(payload.length, 2);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([head, mask, masked]);
}

/**
 * The first frame of a server in what has arrived, and how many bytes it takes; null while it is not whole.
 * @throws RangeError for a frame that is masked or longer than `maxBytes`
 */
export function serverFrame(
  bytes: Buffer,
  maxBytes: number,
): { frame: WebsocketFrame; length: number } | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  if ((second & 0x80) !== 0) throw new RangeError("a server's frame must not be masked");
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + extra) return null;
  const size = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (size > maxBytes) throw new RangeError(`a frame of ${size} bytes is too long`);
  const length = 2 + extra + size;
  if (bytes.length < length) return null;
  const frame = {
    final: (first & 0x80) !== 0,
    opcode: first & 0x0f,
    payload: bytes.subarray(2 + extra, length),
  };
  return { frame, length };
}
