import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { S3_BUCKET, S3_KEYS, S3_REGION, StandInS3 } from "@/e2e/backups/stand-in-s3";
import { S3Place } from "@/lib/adapters/backup/s3-place";
import { callS3 } from "@/lib/adapters/backup/s3-request";
import { fileSum } from "@/lib/adapters/backup/write-archive";
import { Sensitive } from "@/lib/secrets/sensitive";

let s3: StandInS3;
let folder: string;
beforeAll(async () => {
  s3 = await StandInS3.start();
  folder = mkdtempSync(join(tmpdir(), "slipway-s3-"));
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  s3.objects.clear();
  s3.broken = null;
  s3.knowsConditions = true;
});

function settings(changes: object = {}) {
  return {
    ...{
      endpoint: s3.endpoint,
      region: S3_REGION,
      bucket: S3_BUCKET,
      prefix: "a b&c/panel/",
      pathStyle: true,
    },
    ...{ accessKey: S3_KEYS.accessKey, secretKey: new Sensitive(S3_KEYS.secretKey) },
    ...changes,
  };
}

async function fileOf(bytes: Buffer) {
  const path = join(folder, randomBytes(4).toString("hex"));
  writeFileSync(path, bytes);
  const { bytes: sizeBytes, sha256 } = await fileSum(path);
  return { path, sizeBytes, sha256 };
}

it("puts, lists page by page, reads and removes, with signatures that a strict server takes", async () => {
  const place = new S3Place(settings());
  const content = randomBytes(300_000);
  for (const name of ["one.backup", "two.backup", "three.backup"])
    await place.put(name, await fileOf(content));
  s3.objects.set("a b&c/panel/deeper/not-ours", { bytes: content, changedAt: new Date() });
  s3.objects.set("elsewhere", { bytes: content, changedAt: new Date() });
  s3.pageSize = 1;
  expect((await place.list()).map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ["one.backup", 300_000],
    ["three.backup", 300_000],
    ["two.backup", 300_000],
  ]);
  const read = await place.read("two.backup");
  const chunks: Uint8Array[] = [];
  for await (const chunk of read.chunks) chunks.push(chunk);
  expect(read.sizeBytes).toBe(300_000);
  expect(Buffer.concat(chunks).equals(content)).toBe(true);
  await place.remove("two.backup");
  await place.remove("two.backup");
  await expect(place.read("two.backup")).rejects.toMatchObject({ code: "not-found" });
  expect(s3.refused).toEqual(["NoSuchKey"]);
});

it.each([
  ["a wrong secret key", { secretKey: new Sensitive("wrong") }, "SignatureDoesNotMatch", /secret key/],
  ["an unknown access key", { accessKey: "AKIDNOBODY" }, "InvalidAccessKeyId", /access key/],
  ["another bucket", { bucket: "other" }, "NoSuchBucket", /bucket/],
  ["a wrong region", { region: "us-east-1" }, "AuthorizationHeaderMalformed", /Settings/],
])("says what is wrong: %s", async (_, changes, code, fix) => {
  const place = new S3Place(settings(changes));
  const refusal = {
    code: "backup-failed",
    message: expect.stringContaining(code),
    details: { fix: expect.stringMatching(fix) },
  };
  await expect(place.list()).rejects.toMatchObject(refusal);
  await expect(place.put("x.backup", await fileOf(randomBytes(2_000_000)))).rejects.toMatchObject(refusal);
  expect([...s3.objects.keys()]).toEqual([]);
});

it("says that nobody answers, and never the secret", async () => {
  const place = new S3Place(settings({ endpoint: "http://127.0.0.1:1" }));
  const error = await place.put("x.backup", await fileOf(randomBytes(10))).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "backup-failed",
    message: expect.stringContaining("could not be reached"),
  });
  expect(JSON.stringify(error)).not.toContain(S3_KEYS.secretKey);
});

it("does not take a body that changed on its way for a backup", async () => {
  const file = await fileOf(randomBytes(1000));
  writeFileSync(file.path, randomBytes(1000));
  await expect(new S3Place(settings()).put("x.backup", file)).rejects.toMatchObject({
    message: expect.stringContaining("XAmzContentSHA256Mismatch"),
  });
  expect(s3.objects.size).toBe(0);
});

it("overwrites nothing, and takes what an earlier try has brought for its own", async () => {
  const place = new S3Place(settings());
  const [mine, theirs] = [await fileOf(randomBytes(1000)), await fileOf(randomBytes(1000))];
  await place.put("x.backup", theirs);
  await place.put("x.backup", theirs);
  const before = s3.objects.get("a b&c/panel/x.backup")?.bytes;
  await expect(place.put("x.backup", mine)).rejects.toMatchObject({
    code: "backup-failed",
    message: expect.stringContaining("another x.backup"),
  });
  expect(s3.objects.get("a b&c/panel/x.backup")?.bytes).toBe(before);
});

it("goes to servers that know no condition", async () => {
  s3.knowsConditions = false;
  await new S3Place(settings()).put("x.backup", await fileOf(randomBytes(2_000_000)));
  expect(s3.objects.get("a b&c/panel/x.backup")?.bytes).toHaveLength(2_000_000);
});

it("asks for nothing that lies deeper, however much that is", async () => {
  for (let number = 0; number < 20; number += 1)
    s3.objects.set(`a b&c/panel/deeper/${number}`, { bytes: Buffer.alloc(1), changedAt: new Date() });
  s3.pageSize = 5;
  const before = s3.taken.length;
  expect(await new S3Place(settings()).list()).toEqual([]);
  expect(s3.taken.length - before).toBe(1);
});

it("is tried by a file that is written and deleted", async () => {
  const place = new S3Place(settings());
  await place.tryOut();
  expect([...s3.objects.keys()]).toEqual([]);
  for (const method of ["PUT", "DELETE", "GET"]) {
    s3.broken = { method, status: 403, code: "AccessDenied", message: "Access Denied" };
    await expect(place.tryOut()).rejects.toMatchObject({ message: expect.stringContaining("AccessDenied") });
  }
});

it("ends a call of a server that falls silent, and not that of a reader who pauses", async () => {
  const half = Buffer.alloc(1_000_000);
  const server = createServer((request, response) => {
    if (request.url?.includes("mute")) return;
    response.writeHead(200, { "content-length": 2 * half.length });
    response.write(half);
    if (request.url?.includes("whole")) response.end(half);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const call = (key: string) => callS3(settings({ endpoint }), { method: "GET", key }, 200);
    await expect(call("mute")).rejects.toMatchObject({ message: expect.stringContaining("no byte for") });
    const read = async (key: string) => {
      let bytes = 0;
      for await (const chunk of (await call(key)) as AsyncIterable<Buffer>) {
        if (bytes === 0) await sleep(900);
        bytes += chunk.length;
      }
      return bytes;
    };
    await expect(read("half")).rejects.toThrow("no byte for");
    expect(await read("whole")).toBe(2 * half.length);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

it.each<[string, () => string]>([
  ["pages without end", () => "<NextContinuationToken>on</NextContinuationToken></ListBucketResult>"],
  ["one page without end", () => `<Contents>${"x".repeat(5 * 1024 ** 2)}</Contents></ListBucketResult>`],
])("does not take a list of %s for what lies there", async (_, rest) => {
  let pages = 0;
  const server = createServer((_request, response) => {
    pages += 1;
    response.end(`<ListBucketResult>${rest()}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const place = new S3Place(settings({ endpoint: `http://127.0.0.1:${port}` }));
    await expect(place.list()).rejects.toMatchObject({
      code: "backup-failed",
      message: expect.stringContaining("too long"),
      details: { fix: expect.stringContaining("prefix") },
    });
    expect(pages).toBeLessThanOrEqual(100);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
