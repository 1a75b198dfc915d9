import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { createVolumeFiles } from "@/lib/adapters/docker/volume-files";
import { volumeFilesContract } from "@/lib/ports/volume-files.contract";

const FOLDER = "/home/deno/functions";

let at: Awaited<ReturnType<typeof realEngine>>;
beforeAll(async () => {
  at = await realEngine("volume-files");
  await at.tinyImage();
}, 120_000);
afterAll(() => at.cleanUp());

async function containerWithVolume() {
  const name = `${at.run}-${randomBytes(3).toString("hex")}`;
  await at.docker.createVolume({ Name: name, Labels: { "slipway.test": at.run } });
  const container = await at.start(["idle"], { HostConfig: { Binds: [`${name}:${FOLDER}`] } });
  return { container, volume: name };
}

volumeFilesContract("by the engine", async () => {
  const { container } = await containerWithVolume();
  return {
    files: createVolumeFiles({ socketPath: at.socketPath }),
    container,
    folder: FOLDER,
    stop: () => at.engine.stopContainer(container, 0),
    start: () => at.engine.startContainer(container),
  };
});

describe("files of a volume, on the real engine", { timeout: 60_000 }, () => {
  it("are in the volume and not in the container: another one that has it sees them", async () => {
    const files = createVolumeFiles({ socketPath: at.socketPath });
    const { container, volume } = await containerWithVolume();
    const content = new TextEncoder().encode("kept\n");
    await files.write(container, FOLDER, [{ path: "hello/index.ts", content }]);
    await at.engine.removeContainer(container);
    const next = await at.start(["idle"], { HostConfig: { Binds: [`${volume}:/elsewhere`] } });
    expect((await at.engine.exec(next, ["cat", "/elsewhere/hello/index.ts"], {}, 10_000)).stdout).toBe(
      "kept\n",
    );
    expect(
      (await at.engine.exec(next, ["stat", "-c", "%a %u", "/elsewhere/hello/index.ts"], {}, 10_000)).stdout,
    ).toBe("644 0\n");
  });

  it("names links, does not follow them, and takes a link for no folder", async () => {
    const files = createVolumeFiles({ socketPath: at.socketPath });
    const { container } = await containerWithVolume();
    await at.engine.exec(container, ["mkdir", "-p", `${FOLDER}/hello`], {}, 10_000);
    await at.engine.exec(container, ["ln", "-s", "/etc", `${FOLDER}/hello/outside`], {}, 10_000);
    await at.engine.exec(container, ["ln", "-s", "/etc", `${FOLDER}/linked`], {}, 10_000);
    const { signal } = new AbortController();
    const found: string[] = [];
    for await (const { type, path } of (await files.entries(container, FOLDER, signal)) ?? []) {
      found.push(`${type} ${path}`);
    }
    expect(found.sort()).toEqual(["folder hello", "link hello/outside", "link linked"]);
    expect(await files.entries(container, `${FOLDER}/linked`, signal)).toBeNull();
    await files.remove(container, FOLDER, ["linked"]);
    expect((await at.engine.exec(container, ["ls", "/etc"], {}, 10_000)).exitCode).toBe(0);
  });

  it("does not put a file in the place of a folder", async () => {
    const files = createVolumeFiles({ socketPath: at.socketPath });
    const { container } = await containerWithVolume();
    const content = new Uint8Array(3);
    await files.write(container, FOLDER, [{ path: "hello/lib/a.ts", content }]);
    await expect(files.write(container, FOLDER, [{ path: "hello/lib", content }])).rejects.toMatchObject({
      code: "engine-error",
    });
  });

  it("says that a container is gone, and lets go of a folder that is left in its middle", async () => {
    const files = createVolumeFiles({ socketPath: at.socketPath });
    const { container } = await containerWithVolume();
    const content = new Uint8Array(2_000_000);
    await files.write(
      container,
      FOLDER,
      ["a", "b", "c"].map((name) => ({ path: `${name}/big`, content })),
    );
    const { signal } = new AbortController();
    for await (const { type } of (await files.entries(container, FOLDER, signal)) ?? [])
      if (type === "file") break;
    await at.engine.ping();
    await at.engine.removeContainer(container);
    await expect(files.entries(container, FOLDER, signal)).rejects.toMatchObject({ code: "not-found" });
  });
});
