/**
 * Messages of Phoenix, in its first form (objects) and its second (lists), and the bytes in which Realtime's clients send
 * and get broadcasts with the second.
 * @typedef {{ joinRef: string | null, ref: string | null, topic: string, event: string, payload: any }} Message
 */

const BROADCAST_PUSH = 3;
const BROADCAST = 4;
const AS_JSON = 1;

/**
 * @param {Buffer} data
 * @param {boolean} isBinary
 * @param {boolean} inLists
 * @returns {Message}
 */
export function readMessage(data, isBinary, inLists) {
  if (isBinary) return readBroadcast(data);
  const given = JSON.parse(data.toString());
  if (!inLists) {
    const { join_ref: joinRef = null, ref = null, topic, event, payload } = given;
    return { joinRef, ref, topic, event, payload };
  }
  const [joinRef, ref, topic, event, payload] = given;
  return { joinRef, ref, topic, event, payload };
}

/**
 * @param {Message} message
 * @param {boolean} inLists
 * @returns {string}
 */
export function writeMessage({ joinRef, ref, topic, event, payload }, inLists) {
  return JSON.stringify(inLists ? [joinRef, ref, topic, event, payload] : { ref, topic, event, payload });
}

/**
 * A broadcast for one member. Who speaks the second form gets bytes, as from the real one.
 * @param {string} topic
 * @param {{ event: string, payload: unknown }} said
 * @param {boolean} inLists
 */
export function writeBroadcast(topic, { event, payload }, inLists) {
  if (!inLists) {
    const whole = { type: "broadcast", event, payload };
    return writeMessage({ joinRef: null, ref: null, topic, event: "broadcast", payload: whole }, false);
  }
  const [to, name] = [Buffer.from(topic), Buffer.from(event)];
  const head = Buffer.from([BROADCAST, to.length, name.length, 0, AS_JSON]);
  return Buffer.concat([head, to, name, Buffer.from(JSON.stringify(payload))]);
}

/** @param {Buffer} data */
function readBroadcast(data) {
  const [kind, joinRefLength, refLength, topicLength, eventLength, metaLength, encoding] = data;
  if (kind !== BROADCAST_PUSH || encoding !== AS_JSON)
    throw new Error("bytes of another kind than a broadcast");
  let at = 7;
  const next = (/** @type {number | undefined} */ length = 0) => {
    at += length;
    return data.subarray(at - length, at).toString();
  };
  const [joinRef, ref, topic, event] = [
    next(joinRefLength),
    next(refLength),
    next(topicLength),
    next(eventLength),
  ];
  next(metaLength);
  const payload = { type: "broadcast", event, payload: JSON.parse(data.subarray(at).toString()) };
  return { joinRef: joinRef || null, ref: ref || null, topic, event: "broadcast", payload };
}
