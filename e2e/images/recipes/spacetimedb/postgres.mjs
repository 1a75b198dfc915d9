import { createServer } from "node:net";
import { readToken } from "./tokens.mjs";

/**
 * As much of PostgreSQL's protocol as a sign-in takes: the password is a token, the user's name is passed over. Queries
 * are refused, since there is nothing to ask.
 * @see https://www.postgresql.org/docs/17/protocol-message-formats.html
 */

/** @typedef {import("node:net").Socket} Socket */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const LONGEST_MESSAGE = 100_000;

/** @param {import("./server.mjs").Server} server */
export function postgresServer({ keys, databases, log }) {
  return createServer((client) => {
    client.on("error", () => client.destroy());
    void signIn(client).catch(() => client.destroy());
  });

  /** @param {Socket} client */
  async function signIn(client) {
    const messages = reader(client);
    let startup = await messages.next(false);
    while ([SSL_REQUEST, GSS_REQUEST].includes(startup.readInt32BE(0))) {
      client.write("N");
      startup = await messages.next(false);
    }
    const words = startup.subarray(4).toString().split("\0");
    const name = words[words.indexOf("database") + 1] ?? "";
    client.write(message("R", int32(3)));
    const password = (await messages.next(true)).toString().replace(/\0$/, "");
    const read = readToken(keys, password);
    if ("refusal" in read) {
      // The server writes the whole token, which is why the port belongs on no public address.
      log(`error: invalid token over the PostgreSQL protocol: ${password}`);
      return client.end(errorMessage("28P01", "invalid token"));
    }
    if (databases.find(name) === undefined)
      return client.end(errorMessage("3D000", `database ${name} not found`));
    const ready = message("Z", Buffer.from("I"));
    client.write(Buffer.concat([message("R", int32(0)), ready]));
    for (;;) {
      await messages.next(true);
      client.write(Buffer.concat([errorMessage("0A000", "the stand-in answers no queries"), ready]));
    }
  }
}

/** @param {Socket} client */
function reader(client) {
  let held = Buffer.alloc(0);
  const chunks = client[Symbol.asyncIterator]();
  return {
    /**
     * The content of the next message.
     * @param {boolean} typed a byte with its type goes before; only the first one has none
     * @returns {Promise<Buffer>}
     */
    async next(typed) {
      const offset = typed ? 1 : 0;
      for (;;) {
        const length = held.length >= offset + 4 ? held.readInt32BE(offset) : 0;
        if (length > LONGEST_MESSAGE || length < 0) throw new Error("not a message");
        if (length >= 4 && held.length >= offset + length) {
          const content = held.subarray(offset + 4, offset + length);
          held = held.subarray(offset + length);
          return content;
        }
        const { value, done } = await chunks.next();
        if (done) throw new Error("the client left");
        held = Buffer.concat([held, value]);
      }
    },
  };
}

/** @param {number} value */
function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function message(type, content) {
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
}

/**
 * @param {string} code
 * @param {string} text
 */
function errorMessage(code, text) {
  return message("E", Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));
}
