import { createReadStream } from "node:fs";
import { backupGone } from "@/lib/adapters/backup/folder-place";
import { callS3, refusedByS3, textOf } from "@/lib/adapters/backup/s3-request";
import { PanelError } from "@/lib/errors";
import type { BackupPlace, S3Settings, StoredBackup } from "@/lib/ports/backups";

/** What S3 takes in one request. */
const MOST_BYTES = 5 * 1024 ** 3;

/** A bucket of S3, or of a server that speaks its protocol. */
export class S3Place implements BackupPlace {
  readonly title: string;
  readonly #settings: S3Settings;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.title = `${new URL(settings.endpoint).host}/${settings.bucket}/${settings.prefix}`;
  }

  async list(): Promise<StoredBackup[]> {
    const found: StoredBackup[] = [];
    let token: string | null = null;
    do {
      const query: Record<string, string> = { "list-type": "2", prefix: this.#settings.prefix };
      if (token !== null) query["continuation-token"] = token;
      const answer = await callS3(this.#settings, { method: "GET", key: null, query });
      if (answer.statusCode !== 200) throw await refusedByS3(answer, "list what it holds");
      const text = await textOf(answer);
      found.push(...this.#entries(text));
      token = elementOf(text, "NextContinuationToken");
    } while (token !== null);
    return found;
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
    const body = { content: createReadStream(path), sizeBytes, sha256 };
    const answer = await callS3(this.#settings, { method: "PUT", key: this.#key(name), body });
    if (answer.statusCode !== 200) throw await refusedByS3(answer, "take the backup");
    answer.resume();
    const { sizeBytes: storedBytes } = await this.#head(name);
    if (storedBytes === sizeBytes) return;
    throw new PanelError("backup-failed", `The bucket holds ${storedBytes} of ${sizeBytes} bytes`, {
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

  async #head(name: string): Promise<{ sizeBytes: number }> {
    const answer = await callS3(this.#settings, { method: "HEAD", key: this.#key(name) });
    if (answer.statusCode !== 200) throw await refusedByS3(answer, "show the backup that it took");
    answer.resume();
    return { sizeBytes: Number(answer.headers["content-length"] ?? -1) };
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
