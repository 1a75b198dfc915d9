import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import { PanelError } from "@/lib/errors";
import type { S3Settings } from "@/lib/ports/backups";

/** Without a byte in either direction. */
const SILENCE_MS = 30_000;
const ERROR_CHARACTERS = 64 * 1024;
/** SHA-256 of nothing. */
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export type S3Request = {
  method: "GET" | "HEAD" | "PUT" | "DELETE";
  /** null: the bucket itself. */
  key: string | null;
  query?: Readonly<Record<string, string>>;
  /** In small letters, beside those that every call has; they are signed. */
  headers?: Readonly<Record<string, string>>;
  body?: { content: Readable; sizeBytes: number; sha256: string };
};

/**
 * One signed call. Node's own client sends it: `fetch` would send a stream without its length, which S3 refuses.
 * @param silenceMs how long nothing may come; a reader that takes its time is no silence
 * @returns the answer, whatever its status
 * @throws PanelError `backup-failed` when nobody answers
 */
export async function callS3(
  settings: S3Settings,
  call: S3Request,
  silenceMs = SILENCE_MS,
): Promise<IncomingMessage> {
  const { region, accessKey, secretKey } = settings;
  const { body } = call;
  const signer = new AwsV4Signer({
    method: call.method,
    url: addressOf(settings, call).href,
    headers: { ...call.headers, "x-amz-content-sha256": body?.sha256 ?? EMPTY_SHA256 },
    ...{ accessKeyId: accessKey, secretAccessKey: secretKey.reveal(), service: "s3", region },
  });
  const { url, headers } = await signer.sign();
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = send(url, {
    method: call.method,
    headers: {
      ...Object.fromEntries(headers),
      ...(body === undefined ? {} : { "content-length": String(body.sizeBytes) }),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", reject);
  });
  endSilence(request, silenceMs);
  try {
    if (body === undefined) request.end();
    else {
      // A server that refuses answers before it has read all, and ends the upload.
      pipeline(body.content, request).catch(() => undefined);
    }
    return await answered;
  } catch (error) {
    body?.content.destroy();
    throw new PanelError(
      "backup-failed",
      `${settings.endpoint} could not be reached: ${error instanceof Error ? error.message : String(error)}`,
      { fix: "Check the endpoint in Settings, Backups, and that this server may connect to it" },
      error,
    );
  }
}

function endSilence(request: ClientRequest, silenceMs: number): void {
  let answer: IncomingMessage | null = null;
  request.once("response", (begun: IncomingMessage) => {
    answer = begun;
  });
  request.once("socket", (socket) => {
    const listen = () => {
      // What has come waits to be read: it is the reader who pauses, as of a download over a slow line.
      if (answer !== null && answer.readableLength > 0) socket.setTimeout(silenceMs);
      else (answer ?? request).destroy(new Error(`no byte for ${silenceMs / 1000} seconds`));
    };
    socket.setTimeout(silenceMs).on("timeout", listen);
    // The connection may serve another call.
    request.once("close", () => socket.setTimeout(0).off("timeout", listen));
  });
}

/** The text of a short answer; null when it is longer than that, and then the rest is not waited for. */
export async function textOf(answer: IncomingMessage, mostCharacters: number): Promise<string | null> {
  let text = "";
  answer.setEncoding("utf8");
  for await (const chunk of answer as AsyncIterable<string>) {
    text += chunk;
    if (text.length > mostCharacters) return null;
  }
  return text;
}

const FIXES: Readonly<Record<string, string>> = {
  NoSuchBucket: "Make the bucket first, or correct its name in Settings, Backups",
  InvalidAccessKeyId: "Correct the access key in Settings, Backups",
  SignatureDoesNotMatch: "Type the secret key again in Settings, Backups, and check the region",
  AccessDenied: "Let this access key list the bucket, and read, write and delete under the prefix",
  RequestTimeTooSkewed: "Set this server's clock",
};

/** What the server refused, in its own words. */
export async function refusedByS3(answer: IncomingMessage, what: string): Promise<PanelError> {
  const text = (await textOf(answer, ERROR_CHARACTERS)) ?? "";
  const element = (name: string) => new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(text)?.[1];
  const code = element("Code") ?? `status ${answer.statusCode}`;
  return new PanelError("backup-failed", `The bucket refused to ${what}: ${code}`, {
    fix: FIXES[code] ?? "Check the bucket in Settings, Backups",
    evidence: [element("Message") ?? ""].filter((line) => line !== ""),
  });
}

function addressOf({ endpoint, bucket, pathStyle }: S3Settings, { key, query }: S3Request): URL {
  const url = new URL(endpoint);
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
  const parts = [...(pathStyle ? [bucket] : []), ...(key === null ? [] : key.split("/"))];
  url.pathname = `/${parts.map(encodeURIComponent).join("/")}`;
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return url;
}
