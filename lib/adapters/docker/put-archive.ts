import { type Agent, type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { refusal } from "@/lib/adapters/docker/refusal";

/** An engine that refuses answers and then closes: its answer may be behind the broken pipe. */
const ANSWER_MS = 500;
const MOST_CHARACTERS = 10_000;

/**
 * Sends an archive of any length; resolves once the engine has taken all of it. Where it refuses in the middle, what it
 * says comes before the connection that breaks by it: a full disk is no engine that was cut off.
 */
export function putArchive(
  agent: Agent,
  path: string,
  archive: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { host: "docker", "content-type": "application/x-tar" };
    const call = request({ agent, method: "PUT", path, signal, headers });
    const upload = { isRefused: false, hasFailed: false };
    // A promise is settled once: an answer that comes in time goes before the echo.
    const broken = (error: unknown) => {
      if (signal.aborted || upload.hasFailed) reject(error);
      else setTimeout(() => reject(error), ANSWER_MS);
    };
    call.on("error", broken);
    call.once("response", (answer) => {
      answer.on("error", () => {});
      const { statusCode = 0 } = answer;
      upload.isRefused = statusCode !== 200;
      readAll(answer).then(({ text, error }) => {
        if (upload.isRefused) {
          reject(refusal(statusCode, text === "" ? "it broke off its answer" : text));
          // Nobody takes the rest.
          call.destroy();
        } else if (error === null) resolve();
        else reject(error);
      });
    });
    // Ends the call as well when the archive itself fails.
    pipeline(Readable.from(sent(archive, upload)), call).catch(broken);
  });
}

/** What is sent, for as long as anybody takes it. */
async function* sent(
  archive: AsyncIterable<Uint8Array>,
  upload: { isRefused: boolean; hasFailed: boolean },
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const part of archive) {
      if (upload.isRefused) return;
      yield part;
    }
  } catch (error) {
    upload.hasFailed = true;
    throw error;
  }
}

/** As much as came, when it was cut. */
async function readAll(answer: IncomingMessage): Promise<{ text: string; error: unknown }> {
  answer.setEncoding("utf8");
  let text = "";
  try {
    for await (const part of answer) text = (text + part).slice(0, MOST_CHARACTERS);
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}
