import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const S3_KEYS = { accessKey: "AKIDSTANDIN", secretKey: "stand-in/secret+key" };
export const S3_REGION = "eu-test-1";
export const S3_BUCKET = "panel-backups";

const CLOCK_SKEW_MS = 15 * 60_000;

type Refusal = { status: number; code: string; message: string };
type StoredObject = { bytes: Buffer; changedAt: Date; sha256?: string | undefined };

/**
 * Stands in for S3: keeps objects in memory and refuses whatever S3 would. Signatures (version 4) are computed here
 * from what came over the wire, by the published rules and without the library that the panel signs with.
 */
export class StandInS3 {
  readonly objects = new Map<string, StoredObject>();
  /** Requests that it refused, by code. */
  readonly refused: string[] = [];
  /** Requests that it took, as "PUT panel/name". */
  readonly taken: string[] = [];
  /** While set, every request is refused so; with a method, those of that method. */
  broken: (Refusal & { method?: string }) | null = null;
  /** So many entries in one answer to a list. */
  pageSize = 1000;
  /** Off: as a server that refuses a PUT with a condition. */
  knowsConditions = true;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  static async start(): Promise<StandInS3> {
    const s3 = new StandInS3();
    await new Promise<void>((resolve) => s3.#server.listen(0, "127.0.0.1", resolve));
    return s3;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", this.endpoint);
    const broken = this.broken?.method === undefined || this.broken.method === request.method;
    const refusal =
      (broken ? this.broken : null) ??
      refuse(request, url, body) ??
      this.#missing(request, url) ??
      this.#condition(request, url);
    if (refusal !== null) {
      this.refused.push(refusal.code);
      const text = `<?xml version="1.0"?><Error><Code>${refusal.code}</Code><Message>${refusal.message}</Message></Error>`;
      response.writeHead(refusal.status, { "content-type": "application/xml" }).end(text);
      return;
    }
    const key = keyOf(url);
    const object = this.objects.get(key);
    this.taken.push(`${request.method} ${key}`);
    switch (request.method) {
      case "PUT": {
        const sha256 = request.headers["x-amz-meta-sha256"]?.toString();
        this.objects.set(key, { bytes: body, changedAt: new Date(), sha256 });
        response.writeHead(200).end();
        return;
      }
      case "DELETE":
        this.objects.delete(key);
        response.writeHead(204).end();
        return;
      default:
        if (key === "") response.writeHead(200, { "content-type": "application/xml" }).end(this.#list(url));
        else {
          const noted = object?.sha256 === undefined ? {} : { "x-amz-meta-sha256": object.sha256 };
          response.writeHead(200, { "content-length": object?.bytes.length, ...noted }).end(object?.bytes);
        }
    }
  }

  #missing(request: IncomingMessage, url: URL): Refusal | null {
    if (!url.pathname.startsWith(`/${S3_BUCKET}`)) {
      return { status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist" };
    }
    const key = keyOf(url);
    if (request.method === "PUT" || request.method === "DELETE" || key === "" || this.objects.has(key))
      return null;
    return { status: 404, code: "NoSuchKey", message: "The specified key does not exist." };
  }

  #condition({ method, headers }: IncomingMessage, url: URL): Refusal | null {
    if (method !== "PUT" || headers["if-none-match"] === undefined) return null;
    if (!this.knowsConditions) {
      const message = "A header you provided implies functionality that is not implemented";
      return { status: 501, code: "NotImplemented", message };
    }
    if (!this.objects.has(keyOf(url))) return null;
    const message = "At least one of the pre-conditions you specified did not hold";
    return { status: 412, code: "PreconditionFailed", message };
  }

  #list(url: URL): string {
    const prefix = url.searchParams.get("prefix") ?? "";
    const after = url.searchParams.get("continuation-token") ?? "";
    const delimiter = url.searchParams.get("delimiter") ?? "";
    // What lies deeper is one common prefix, which is left out of the answer here: nobody asks for it.
    const isDeeper = (key: string) => delimiter !== "" && key.slice(prefix.length).includes(delimiter);
    const keys = [...this.objects.keys()]
      .filter((key) => key.startsWith(prefix) && key > after && !isDeeper(key))
      .sort();
    const shown = keys.slice(0, this.pageSize);
    const more = keys.length > shown.length;
    const entries = shown.map((key) => {
      const { bytes, changedAt } = this.objects.get(key) ?? {
        bytes: Buffer.alloc(0),
        changedAt: new Date(0),
      };
      const name = key.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return `<Contents><Key>${name}</Key><LastModified>${changedAt.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
    });
    const next = more ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : "";
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${entries.join("")}${next}</ListBucketResult>`;
  }
}

function keyOf(url: URL): string {
  return decodeURIComponent(url.pathname.slice(`/${S3_BUCKET}/`.length));
}

/** What S3 refuses before it looks at a bucket. Rules: "Authenticating Requests (AWS Signature Version 4)". */
function refuse(request: IncomingMessage, url: URL, body: Buffer): Refusal | null {
  const { headers } = request;
  if (headers["transfer-encoding"] !== undefined) {
    return {
      status: 501,
      code: "NotImplemented",
      message: "A header implies functionality that is not implemented",
    };
  }
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  if (given === null) return { status: 403, code: "AccessDenied", message: "Access Denied" };
  const [, accessKey = "", day = "", region = "", signed = "", signature = ""] = given;
  if (accessKey !== S3_KEYS.accessKey) {
    return {
      status: 403,
      code: "InvalidAccessKeyId",
      message: "The access key does not exist in our records.",
    };
  }
  const stamp = String(headers["x-amz-date"] ?? "");
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!stamp.startsWith(day) || !(Math.abs(Date.now() - at) < CLOCK_SKEW_MS)) {
    return {
      status: 403,
      code: "RequestTimeTooSkewed",
      message: "The difference between the times is too large.",
    };
  }
  const names = signed.split(";");
  if (!names.includes("host") || !names.includes("x-amz-content-sha256") || region !== S3_REGION) {
    return {
      status: 400,
      code: "AuthorizationHeaderMalformed",
      message: "The authorization header is malformed",
    };
  }
  const bodySum = String(headers["x-amz-content-sha256"]);
  if (createHash("sha256").update(body).digest("hex") !== bodySum) {
    return {
      status: 400,
      code: "XAmzContentSHA256Mismatch",
      message: "The provided checksum does not match",
    };
  }
  const canonical = [
    request.method,
    url.pathname
      .split("/")
      .map((part) => encoded(decodeURIComponent(part)))
      .join("/"),
    [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join("&"),
    ...names.map(
      (name) =>
        `${name}:${String(headers[name] ?? "")
          .trim()
          .replace(/ +/g, " ")}`,
    ),
    "",
    signed,
    bodySum,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", stamp, scope, createHash("sha256").update(canonical).digest("hex")].join(
    "\n",
  );
  const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();
  const key = [region, "s3", "aws4_request"].reduce(hmac, hmac(`AWS4${S3_KEYS.secretKey}`, day));
  if (hmac(key, text).toString("hex") === signature) return null;
  return { status: 403, code: "SignatureDoesNotMatch", message: "The signature does not match." };
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
