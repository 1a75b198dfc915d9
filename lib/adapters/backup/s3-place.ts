import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { backupGone } from "@/lib/adapters/backup/folder-place";
import { callS3, refusedByS3, textOf } from "@/lib/adapters/backup/s3-request";
import { PanelError } from "@/lib/errors";
import type { BucketPlace, S3Settings, StoredBackup } from "@/lib/ports/backups";

/** What S3 takes in one request. */
const MOST_BYTES = 5 * 1024 ** 3;
/** A note of ours at each backup, which tells it from another one of the same name and size. */
const CHECKSUM = "x-amz-meta-sha256";
/** Each has 1,000 names of at most 1,024 bytes. */
const MOST_PAGES = 100;
const PAGE_CHARACTERS = 4 * 1024 ** 2;
/** Written and deleted to try a bucket. */
const TRIAL = "slipway-trial";

/** A bucket of S3, or of a server that speaks its protocol. */
export class S3Place implements BucketPlace {
  readonly title: string;
  readonly mayBeAbsent = false;
  readonly #settings: S3Settings;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.title = `${new URL(settings.endpoint).host}/${settings.bucket}/${settings.prefix}`;
  }

  async tryOut(): Promise<void> {
    const content = Buffer.from("Slipway tries whether it may write here.\n");
    const sha256 = createHash("sha256").update(content).digest("hex");
    const body = { content: Readable.from([content]), sizeBytes: content.length, sha256 };
    const answer = await callS3(this.#settings, { method: "PUT", key: this.#key(TRIAL), body });
    if (answer.statusCode !== 200) throw await refusedByS3(answer, "take a file");
    answer.resume();
    await this.remove(TRIAL);
    await this.list();
  }

  async list(): Promise<StoredBackup[]> {
    const found: StoredBackup[] = [];
    let token: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query: Record<string, string> = {
        "list-type": "2",
        prefix: this.#settings.prefix,
        delimiter: "/",
      };
      if (token !== null) query["continuation-token"] = token;
      const answer = await callS3(this.#settings, { method: "GET", key: null, query });
      if (answer.statusCode !== 200) throw await refusedByS3(answer, "list what it holds");
      const text = await textOf(answer, PAGE_CHARACTERS);
      if (text === null) break;
      found.push(...this.#entries(text));
      token = elementOf(text, "NextContinuationToken");
      if (token === null) return found;
    }
    // A part of the list would make the rest look deleted.
    throw new PanelError("backup-failed", `The list of ${this.title} is too long to be read`, {
      fix: "Give the backups a prefix of their own in Settings, Backups",
    });
  }

  async put(name: string, file: { path: string; sizeBytes: number; sha256: string }): Promise<void> {
    const { path, sizeBytes, sha256 } = file;
    if (sizeBytes > MOST_BYTES) {
      throw new PanelError(
        "backup-failed",
        "The backup is larger than the 5 GiB that a bucket takes at once",
        {
          fix: "Keep backups in a folder, and copy them from there",
        },
      );
    }
    const send = (headers: Record<string, string>) => {
      const body = { content: createReadStream(path), sizeBytes, sha256 };
      const noted = { [CHECKSUM]: sha256, ...headers };
      return callS3(this.#settings, { method: "PUT", key: this.#key(name), headers: noted, body });
    };
    let answer = await send({ "if-none-match": "*" });
    if (answer.statusCode === 501 || answer.statusCode === 400) {
      // As a server does that does not know the condition.
      answer.resume();
      answer = await send({});
    }
    // A try whose answer was lost may have brought it: then what lies there is the same.
    if (answer.statusCode !== 200 && answer.statusCode !== 412)
      throw await refusedByS3(answer, "take the backup");
    answer.resume();
    const stored = await this.#head(name);
    if (answer.statusCode === 412 && stored.sha256 !== sha256) {
      throw new PanelError("backup-failed", `The bucket holds another ${name} already`, {
        fix: "Two panels share one data folder's names: give each a prefix of its own in Settings, Backups",
      });
    }
    if (stored.sizeBytes === sizeBytes) return;
    throw new PanelError("backup-failed", `The bucket holds ${stored.sizeBytes} of ${sizeBytes} bytes`, {
      fix: "Try again; if it stays so, choose another bucket",
    });
  }

  async read(name: string): Promise<{ sizeBytes: number; chunks: AsyncIterable<Uint8Array> }> {
    const answer = await callS3(this.#settings, { method: "GET", key: this.#key(name) });
    if (answer.statusCode === 404) {
      answer.resume();
      throw backupGone(name);
    }
    if (answer.statusCode !== 200) throw await refusedByS3(answer, "hand out the backup");
    return { sizeBytes: Number(answer.headers["content-length"] ?? 0), chunks: answer };
  }

  async remove(name: string): Promise<void> {
    const answer = await callS3(this.#settings, { method: "DELETE", key: this.#key(name) });
    const { statusCode = 0 } = answer;
    if (statusCode !== 204 && statusCode !== 200 && statusCode !== 404) {
      throw await refusedByS3(answer, "delete the backup");
    }
    answer.resume();
  }

  async #head(name: string): Promise<{ sizeBytes: number; sha256: string | undefined }> {
    const answer = await callS3(this.#settings, { method: "HEAD", key: this.#key(name) });
    if (answer.statusCode !== 200) throw await refusedByS3(answer, "show the backup that it took");
    answer.resume();
    const { "content-length": length, [CHECKSUM]: checksum } = answer.headers;
    return { sizeBytes: Number(length ?? -1), sha256: checksum?.toString() };
  }

  /** Only what lies right under the prefix. */
  #entries(text: string): StoredBackup[] {
    const { prefix } = this.#settings;
    return [...text.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].flatMap(([, entry = ""]) => {
      const key = elementOf(entry, "Key") ?? "";
      const name = key.startsWith(prefix) ? key.slice(prefix.length) : "";
      if (name === "" || name.includes("/")) return [];
      return [
        {
          name,
          sizeBytes: Number(elementOf(entry, "Size")),
          changedAt: new Date(elementOf(entry, "LastModified") ?? 0),
        },
      ];
    });
  }

  #key(name: string): string {
    return `${this.#settings.prefix}${name}`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** The text of the first element of this name; null without one. */
function elementOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, word: string) => ENTITIES[word] ?? "") ?? null;
}
