import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createVolumeFiles } from "@/lib/adapters/docker/volume-files";
import type { VolumeFiles } from "@/lib/ports/volume-files";

const FOLDER = "/home/deno/functions";
const { signal } = new AbortController();

let root: string;
let server: Server;
let files: VolumeFiles;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

/** Stands in for the engine: its archives are made and unpacked by tar, in a folder of this machine. */
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "slipway-volume-"));
  mkdirSync(join(root, FOLDER), { recursive: true });
  asked = [];
  answer = archiveOf;
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  const socketPath = join(root, "engine.sock");
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  files = createVolumeFiles({ socketPath });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(root, { recursive: true });
});

function archiveOf(request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? "", "http://engine").searchParams.get("path") ?? "";
  const [parent, name] = [join(root, path, ".."), path.split("/").at(-1) ?? ""];
  if (request.method === "PUT") {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      execFileSync("tar", ["-x", "-p", "-f", "-", "-C", join(root, path)], { input: Buffer.concat(parts) });
      response.end();
    });
    return;
  }
  try {
    response.end(
      execFileSync("tar", ["-c", "-f", "-", "-C", parent, name], { stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    refuse(response, 404, `Could not find the file ${path} in container c1`);
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
}

async function listed(folder = FOLDER): Promise<string[] | null> {
  const entries = await files.entries("c1", folder, signal);
  if (entries === null) return null;
  const found: string[] = [];
  for await (const { path, type, content } of entries) {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(Uint8Array.from(part));
    found.push(`${type} ${path} ${Buffer.concat(parts)}`.trim());
  }
  return found.sort();
}

it("writes files with their folders, and lists them by their path below the folder", async () => {
  const content = (text: string) => new TextEncoder().encode(text);
  await files.write("c1", FOLDER, [
    { path: "hello/lib/grüße.ts", content: content("ü") },
    { path: "hello/index.ts", content: content("serve") },
    { path: `hello/${"long/".repeat(30)}a.ts`, content: content("deep") },
  ]);
  expect(readFileSync(join(root, FOLDER, "hello/lib/grüße.ts"), "utf8")).toBe("ü");
  const modes = execFileSync("stat", ["-c", "%a", "hello", "hello/lib", "hello/index.ts"], {
    cwd: join(root, FOLDER),
  });
  expect(modes.toString()).toBe("755\n755\n644\n");
  expect((await listed())?.filter((line) => line.startsWith("file"))).toEqual(
    [
      `file hello/${"long/".repeat(30)}a.ts deep`,
      "file hello/index.ts serve",
      "file hello/lib/grüße.ts ü",
    ].sort(),
  );
  expect(await listed(`${FOLDER}/hello/lib`)).toEqual(["file grüße.ts ü"]);
  expect(asked[0]).toMatch(/^PUT \/containers\/c1\/archive\?.*noOverwriteDirNonDir=1/);
});

it("says null for what is not there, and for a file or a link of that name", async () => {
  writeFileSync(join(root, FOLDER, "file"), "x");
  execFileSync("ln", ["-s", "/etc", join(root, FOLDER, "link")]);
  for (const name of ["nobody", "file", "link"]) expect(await listed(`${FOLDER}/${name}`), name).toBeNull();
});

it("names a container that is gone, and an engine that refuses", async () => {
  answer = (_, response) => refuse(response, 404, "No such container: c1");
  await expect(listed()).rejects.toMatchObject({ code: "not-found" });
  answer = (_, response) => refuse(response, 500, "something is wrong");
  await expect(listed()).rejects.toMatchObject({
    code: "engine-error",
    details: { evidence: ["something is wrong"] },
  });
});

it("names an archive that breaks off, whether between entries or in a content", async () => {
  writeFileSync(join(root, FOLDER, "big"), Buffer.alloc(3_000_000, 1));
  for (const share of [0.5, 0.9]) {
    answer = (_, response) => {
      const whole = execFileSync("tar", ["-c", "-f", "-", "-C", join(root, FOLDER, ".."), "functions"], {
        maxBuffer: 10_000_000,
      });
      response.write(whole.subarray(0, Math.floor(whole.length * share)), () =>
        setTimeout(() => response.destroy(), 50),
      );
    };
    await expect(listed()).rejects.toMatchObject({ code: expect.stringMatching(/^engine-/) });
    const skipping = async () => {
      for await (const _ of (await files.entries("c1", FOLDER, signal)) ?? []);
    };
    await expect(skipping()).rejects.toMatchObject({ code: expect.stringMatching(/^engine-/) });
  }
});

it("ends the engine's answer when it is left, or its signal aborts", async () => {
  for (const name of ["a", "b"]) writeFileSync(join(root, FOLDER, name), Buffer.alloc(3_000_000, 1));
  const closed: Promise<void>[] = [];
  answer = (request, response) => {
    closed.push(new Promise((resolve) => response.once("close", () => resolve())));
    // The second file never comes to its end.
    const whole = execFileSync("tar", ["-c", "-f", "-", "-C", join(root, FOLDER, ".."), "functions"], {
      maxBuffer: 10_000_000,
    });
    response.write(whole.subarray(0, 4_000_000));
    request.resume();
  };
  for await (const { type } of (await files.entries("c1", FOLDER, signal)) ?? []) if (type === "file") break;
  const leave = new AbortController();
  const reading = (async () => {
    for await (const { type } of (await files.entries("c1", FOLDER, leave.signal)) ?? []) {
      if (type === "file") setTimeout(() => leave.abort(), 50);
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: "deadline-passed" });
  await Promise.all(closed);
  expect(closed).toHaveLength(2);
});
