import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Docker from "dockerode";
import { imageNamed } from "@/e2e/images/input-hash.mjs";
import { readImage } from "@/e2e/registry/registry-client.mjs";
import { ensureTestRegistry } from "@/e2e/registry/test-registry.mjs";
import { createCompose } from "@/lib/adapters/docker/compose";
import { createDockerEngine } from "@/lib/adapters/docker/engine";
import { findSocket } from "@/lib/adapters/docker/find-socket";
import type { ComposeFiles } from "@/lib/ports/compose";

export const TEST_LABEL = "slipway.test";

/** The engine of this machine, what tests need of it, and the way to clean up: only what carries this run's label. */
export async function realEngine(suite: string) {
  const run = `${suite}-${randomBytes(4).toString("hex")}`;
  const { socketPath } = await findSocket(process.env);
  const engine = createDockerEngine({ socketPath });
  const docker = new Docker({ socketPath, host: undefined, protocol: "http" });
  const scratchFolder = await mkdtemp(join(tmpdir(), "slipway-engine-test-"));
  const ownFolder = join(process.cwd(), ".cache", "bin");
  const compose = createCompose({
    engine,
    socketPath,
    scratchFolder,
    ownFolder,
    environment: process.env,
  });
  const label = `${TEST_LABEL}=${run}`;

  return {
    run,
    label,
    socketPath,
    scratchFolder,
    engine,
    docker,
    compose,
    /** Creates and starts a container of the small test image; its name is unique. */
    async start(command: readonly string[], options: Docker.ContainerCreateOptions = {}): Promise<string> {
      const container = await docker.createContainer({
        Image: await tinyImage(),
        Cmd: [...command],
        name: `${run}-${randomBytes(3).toString("hex")}`,
        ...options,
        Labels: { [TEST_LABEL]: run, ...options.Labels },
        HostConfig: { NetworkMode: "none", ...options.HostConfig },
      });
      await container.start();
      return container.id;
    },
    /** A process of its own that runs `up`, and can be killed without notice as a worker may be. */
    async startOrphanedUp(files: ComposeFiles) {
      const worker = spawn(
        process.execPath,
        ["--import", "tsx", "lib/adapters/docker/test-support/orphaned-up.ts"],
        {
          stdio: ["pipe", "ignore", "inherit"],
        },
      );
      worker.stdin?.end(JSON.stringify({ socketPath, scratchFolder, ownFolder, files }));
      return {
        async killWorker() {
          const gone = once(worker, "exit");
          worker.kill("SIGKILL");
          await gone;
        },
      };
    },
    removeObjects,
    async cleanUp(): Promise<void> {
      await removeObjects();
      await rm(scratchFolder, { recursive: true, force: true });
    },
    tinyImage,
  };

  async function removeObjects(): Promise<void> {
    for (const { id } of await engine.listContainers({ labels: [label] })) await engine.removeContainer(id);
    for (const { id } of await engine.listNetworks({ labels: [label] })) await engine.removeNetwork(id);
    for (const { name } of await engine.listVolumes({ labels: [label] })) await engine.removeVolume(name);
  }

  /** Pulled through the adapter when the engine does not have it. */
  async function tinyImage(): Promise<string> {
    const reference = `${(await testRegistry()).host}/slipway-test/tiny:1`;
    if ((await engine.inspectImage(reference)) === null) {
      await engine.pullImage(reference, {
        login: null,
        signal: AbortSignal.timeout(60_000),
        onProgress: () => {},
        onOutput: () => {},
      });
    }
    return reference;
  }
}

let registry: Promise<{ host: string; url: string }> | undefined;

/** The shared registry of the tests, with the small image in it. */
export function testRegistry(): Promise<{ host: string; url: string }> {
  registry ??= (async () => {
    const found = await ensureTestRegistry({ log: () => {} });
    await buildMissing(found, ["tiny"]);
    return found;
  })();
  return registry;
}

/** The shared registry of the tests, with these images of the catalogue in it. */
export async function registryWith(names: readonly string[]): Promise<{ host: string; url: string }> {
  const found = await testRegistry();
  await buildMissing(found, names);
  return found;
}

/** A build waits for every other one; what is there needs none. */
async function buildMissing(found: { url: string }, names: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const name of names) {
    const { repository, tag } = imageNamed(name);
    if ((await readImage(found, repository, tag)) === undefined) missing.push(name);
  }
  if (missing.length === 0) return;
  await promisify(execFile)(process.execPath, ["e2e/images/build.mjs", "--only", missing.join(",")]);
}
