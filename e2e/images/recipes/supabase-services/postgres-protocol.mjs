/**
 * As much of PostgreSQL's protocol as a forwarder needs.
 * @see https://www.postgresql.org/docs/17/protocol-message-formats.html
 */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const LONGEST_STARTUP = 10_000;

/** @typedef {{ version: number, parameters: Map<string, string>, rest: Buffer }} Startup */

/**
 * @param {import("node:net").Socket} client
 * @returns {Promise<Startup>}
 */
export async function readStartup(client) {
  let held = Buffer.alloc(0);
  for (;;) {
    const length = held.length >= 4 ? held.readInt32BE(0) : 8;
    if (length < 8 || length > LONGEST_STARTUP) throw new Error("not a startup packet");
    if (held.length < length) {
      held = Buffer.concat([held, await nextChunk(client)]);
      continue;
    }
    const version = held.readInt32BE(4);
    const packet = held.subarray(8, length);
    held = held.subarray(length);
    if (version !== SSL_REQUEST && version !== GSS_REQUEST) {
      const words = packet.toString().split("\0");
      const pairs = Array.from({ length: Math.floor(words.length / 2) }, (_, at) => [
        words[at * 2],
        words[at * 2 + 1],
      ]);
      const named = /** @type {[string, string][]} */ (pairs.filter(([name]) => name));
      return { version, parameters: new Map(named), rest: held };
    }
    client.write("N");
  }
}

/**
 * @param {import("node:net").Socket} client
 * @returns {Promise<Buffer>}
 */
function nextChunk(client) {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error("the client left"));
    client.once("close", failed);
    client.once("data", (chunk) => {
      client.pause();
      client.off("close", failed);
      resolve(chunk);
    });
    client.resume();
  });
}

/**
 * @param {Startup} startup
 * @param {string} user
 */
export function withUser({ version, parameters, rest }, user) {
  const words = [...new Map([...parameters, ["user", user]])].flat();
  const body = Buffer.from(`${words.join("\0")}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(version, 4);
  return Buffer.concat([head, body, rest]);
}

/** @param {string} message */
export function errorPacket(message) {
  const fields = Buffer.from(`SFATAL\0VFATAL\0CXX000\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
