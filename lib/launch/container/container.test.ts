import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureOwnCertificate } from "../certificate/own-certificate.mjs";
import { workerUserFor } from "./engine-socket.mjs";
import { readEngineTexts } from "./engine-texts.mjs";
import { prepareFolders } from "./folders.mjs";
import { placesIn } from "./places.mjs";
import { startAs } from "./started.mjs";
import { WEB_USER, WORKER_USER } from "./users.mjs";

const isRoot = process.getuid?.() === 0;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-places-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function modes(...paths: readonly string[]): Promise<string[]> {
  return Promise.all(
    paths.map(async (path) => {
      const { uid, gid, mode } = await stat(path);
      return `${uid}:${gid} ${(mode & 0o7777).toString(8)}`;
    }),
  );
}

// Only root may give folders away, which is what this is about.
describe.skipIf(!isRoot)("the folders of the two users", () => {
  const made = async () => {
    const places = placesIn(join(folder, "data"), join(folder, "run"));
    await mkdir(places.volume, { recursive: true });
    return places;
  };

  it("are each user's own, and the same after a second start", async () => {
    const places = await made();
    for (let start = 0; start < 2; start++) {
      await prepareFolders(places);
      expect(
        await modes(places.volume, places.data, places.scratch, join(folder, "run/socket"), places.cookieKey),
      ).toEqual(["0:0 711", "10001:10001 700", "10001:10001 700", "10001:10002 2710", "0:10002 440"]);
      const { certificate, key } = places.ownCertificate;
      await ensureOwnCertificate(places.ownCertificate, ["localhost"], new Date());
      expect(await modes(join(places.volume, "tls"), key, certificate, join(folder, "run/tls"))).toEqual([
        ...["0:10002 750", "0:10002 440", "0:0 444", "0:10002 750"],
      ]);
    }
  });

  it("are refused when they are somebody else's", async () => {
    const places = await made();
    await mkdir(places.data);
    await chown(places.data, 1000, 1000);
    await expect(prepareFolders(places)).rejects.toThrow(/belongs to user 1000/);
  });
});

describe("the engine's socket", () => {
  const listening = async () => {
    const path = join(folder, "docker.sock");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return { path, close: () => server.close() };
  };

  it("gives the worker its group", async () => {
    const { path, close } = await listening();
    const warnings: string[] = [];
    await chmod(path, 0o660);
    const { gid } = await stat(path);
    expect(await workerUserFor(path, (text) => warnings.push(text))).toEqual({ uid: WORKER_USER.uid, gid });
    expect(warnings).toEqual([]);
    await chmod(path, 0o666);
    await workerUserFor(path, (text) => warnings.push(text));
    expect(warnings.join()).toContain("open to every user");
    close();
  });

  it.skipIf(!isRoot)("is refused when it is web's as well", async () => {
    const { path, close } = await listening();
    await chown(path, 0, WEB_USER.gid);
    await expect(workerUserFor(path, () => {})).rejects.toThrow(/that of web/);
    close();
  });

  it("may be missing: the panel runs without an engine", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    const warnings: string[] = [];
    expect(await workerUserFor(path, (text) => warnings.push(text))).toEqual(WORKER_USER);
    expect(warnings).toHaveLength(1);
  });
});

describe("a started program", () => {
  const role = { env: process.env, user: undefined };

  it("tells how it ended, and whether that was well", async () => {
    const good = startAs("good", ["-e", ""], role);
    expect(await good.ended).toBe("exit code 0");
    const bad = startAs("bad", ["-e", "process.exit(3)"], role);
    await bad.failed;
    expect(await bad.ended).toBe("exit code 3");
  });

  it("is ended by TERM, once", async () => {
    const idle = startAs("idle", ["-e", "setInterval(() => {}, 1000)"], role);
    await idle.end();
    expect(await idle.ended).toBe("SIGTERM");
    await idle.end();
  });
});

describe("what is printed of the engine", () => {
  const answer = (engine: unknown) => readEngineTexts({ status: 200, body: { host: { engine } } });

  it("is its version, once the worker has looked", () => {
    expect(answer({ state: "running", version: "29.1.0", composeVersion: "2.40.3" })).toEqual({
      engine: "Docker 29.1.0",
      compose: "2.40.3",
      isSettled: true,
    });
    expect(answer({ state: "running", version: "29.1.0", composeVersion: null }).isSettled).toBe(false);
  });

  it("is the reason and the fix without one", () => {
    const { engine, isSettled } = answer({ state: "off", reason: "switched off", fix: "start without" });
    expect([engine, isSettled]).toEqual(["switched off\nstart without", true]);
    expect(readEngineTexts(undefined).isSettled).toBe(false);
  });
});
