import { readMessage, writeBroadcast, writeMessage } from "./realtime-messages.mjs";
import { readToken } from "./tokens.mjs";

/** @typedef {import("./realtime-messages.mjs").Message} Message */
/** @typedef {{ on: (event: string, listener: (data: Buffer, isBinary: boolean) => void) => void, send: (data: string | Buffer) => void, close: (code: number, reason: string) => void }} Opened */
/** @typedef {{ socket: Opened, inLists: boolean, joinRef: string | null, hearsItself: boolean, isAnswered: boolean }} Member */

/**
 * Channels that anybody with a valid token joins, and in which broadcasts go round. Nobody is present, no change of the
 * database is told, and a private channel is refused: its policies are not looked at.
 * @param {import("./tokens.mjs").KeySet} keys
 */
export function createChannels(keys) {
  /** @type {Map<string, Set<Member>>} */
  const topics = new Map();

  /**
   * @param {string} topic
   * @param {{ event: string, payload: unknown }} said
   * @param {Opened} [by]
   */
  const broadcast = (topic, said, by) => {
    for (const { socket, inLists, hearsItself } of topics.get(topic) ?? []) {
      if (socket !== by || hearsItself) socket.send(writeBroadcast(topic, said, inLists));
    }
  };

  /**
   * @param {Opened} socket
   * @param {boolean} inLists
   * @param {string} key with which it was opened
   */
  const open = (socket, inLists, key) => {
    /** @type {Map<string, Member>} */
    const joined = new Map();
    /** @param {Message} message */
    const send = (message) => socket.send(writeMessage(message, inLists));
    /**
     * @param {Message} to
     * @param {"ok" | "error"} status
     * @param {object} [response]
     */
    const reply = ({ joinRef, ref, topic }, status, response = {}) =>
      send({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } });
    /** @param {string} topic */
    const leave = (topic) => {
      const member = joined.get(topic);
      if (member) topics.get(topic)?.delete(member);
      joined.delete(topic);
    };

    /** @param {Message} message */
    const join = (message) => {
      const { topic, joinRef, payload } = message;
      const { config = {}, access_token: token } = payload ?? {};
      const read = readToken(saysNothing(token) ? key : token, keys);
      if (!("claims" in read)) {
        const reason = read.fault === "expired" ? "InvalidJWTToken: Token has expired" : "JwtSignatureError";
        return reply(message, "error", { reason });
      }
      if (config.private) {
        const reason = `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
        return reply(message, "error", { reason });
      }
      leave(topic);
      const { self: hearsItself = false, ack: isAnswered = false } = config.broadcast ?? {};
      const member = { socket, inLists, joinRef, hearsItself, isAnswered };
      joined.set(topic, member);
      topics.set(topic, (topics.get(topic) ?? new Set()).add(member));
      const changes = (config.postgres_changes ?? []).map(
        (/** @type {object} */ asked, /** @type {number} */ index) => ({
          id: index + 1,
          ...asked,
        }),
      );
      reply(message, "ok", { postgres_changes: changes });
      if (config.presence?.enabled) send({ joinRef, ref: null, topic, event: "presence_state", payload: {} });
    };

    /** @param {Message} message */
    const handle = (message) => {
      const { topic, event, payload, joinRef } = message;
      if (topic === "phoenix" && event === "heartbeat") return reply(message, "ok");
      if (event === "phx_join" && topic.startsWith("realtime:")) return join(message);
      const member = joined.get(topic);
      if (!member) return reply(message, "error", { reason: "unmatched topic" });
      if (event === "phx_leave") {
        leave(topic);
        reply(message, "ok");
        return send({ joinRef, ref: null, topic, event: "phx_close", payload: {} });
      }
      if (event === "broadcast") {
        broadcast(topic, payload, socket);
        if (member.isAnswered) reply(message, "ok");
        return undefined;
      }
      if (event !== "access_token") return undefined;
      const { access_token: token } = payload;
      if (saysNothing(token) || "claims" in readToken(token, keys)) return undefined;
      leave(topic);
      const told = { extension: "system", status: "error", message: "Token is not valid", channel: topic };
      send({ joinRef, ref: null, topic, event: "system", payload: told });
      return send({ joinRef, ref: null, topic, event: "phx_close", payload: {} });
    };

    socket.on("message", (data, isBinary) => {
      try {
        handle(readMessage(data, isBinary, inLists));
      } catch (error) {
        socket.close(1003, error instanceof Error ? error.message.slice(0, 100) : "");
      }
    });
    socket.on("close", () => [...joined.keys()].forEach(leave));
  };

  return { open, broadcast };
}

/**
 * Newer keys are no tokens: the gateway has put one in its place when the socket was opened.
 * @param {string | null | undefined} token
 */
function saysNothing(token) {
  return typeof token !== "string" || token.startsWith("sb_");
}
