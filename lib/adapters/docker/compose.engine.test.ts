import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCompose } from "@/lib/adapters/docker/compose";
import { isRunOf } from "@/lib/adapters/docker/compose-command";
import { findProcesses } from "@/lib/adapters/docker/process-table";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { SOAK } from "@/lib/adapters/docker/test-support/soak";
import type { ComposeFiles } from "@/lib/ports/compose";
import type { ComposeProject, ComposeService } from "@/lib/stacks/compose-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";
import { envFile } from "@/lib/stacks/env-file";

const OWNER = "slipway.stack";

let at: Awaited<ReturnType<typeof realEngine>>;
let image: string;
beforeAll(async () => {
  at = await realEngine("compose");
  image = await at.tinyImage();
}, 120_000);
afterEach(() => at.removeObjects(), 60_000);
afterAll(() => at.cleanUp());

let count = 0;

function project(change: Partial<ComposeProject> = {}): ComposeProject {
  count += 1;
  const name = change.name ?? `${at.run}-${count}`;
  const service = (rest: Partial<ComposeService> = {}): ComposeService => ({
    image,
    restart: "unless-stopped",
    logging: { maxSizeMib: 10, maxFiles: 3 },
    environment: { GENERATION: { env: "GENERATION" } },
    ...rest,
  });
  return {
    name,
    services: {
      db: service({ volumes: [{ type: "volume", source: "data", target: "/data" }] }),
      cache: service(),
      app: service({ dependsOn: { db: "service_started", cache: "service_started" } }),
    },
    volumes: ["data"],
    configs: {},
    env: { GENERATION: "1" },
    secretEnv: [],
    labels: { [OWNER]: name, "slipway.test": at.run },
    ...change,
  };
}

const files = (of: ComposeProject): ComposeFiles => ({
  project: of.name,
  composeYaml: composeYaml(of),
  envFile: envFile(of.env),
});

const containersOf = (name: string) =>
  at.engine.listContainers({ labels: [`com.docker.compose.project=${name}`] });

function run(signal = new AbortController().signal) {
  const output: string[] = [];
  return { output, signal, onOutput: (text: string) => output.push(text) };
}

describe("real Compose", { timeout: 120_000 }, () => {
  it("brings a project up, twice without a change, and stops it", async () => {
    const one = project();
    const how = run();
    await at.compose.validate(files(one));
    await at.compose.up(files(one), how);
    expect(how.output.join("\n")).toMatch(/Container .*app-1 +Started/);
    const before = await containersOf(one.name);
    expect(before.map(({ state }) => state)).toEqual(["running", "running", "running"]);
    await at.compose.up(files(one), run());
    const after = await containersOf(one.name);
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    await at.compose.stop(files(one), run());
    expect((await containersOf(one.name)).map(({ state }) => state)).toEqual(["exited", "exited", "exited"]);
  });

  it("creates without starting", async () => {
    const one = project();
    await at.compose.create(files(one), run());
    expect((await containersOf(one.name)).map(({ state }) => state)).toEqual([
      "created",
      "created",
      "created",
    ]);
  });

  it("tells the hash that a container's label holds", async () => {
    const one = project();
    await at.compose.up(files(one), run());
    const labels = Object.fromEntries(
      (await containersOf(one.name)).map((container) => [
        container.labels["com.docker.compose.service"],
        container.labels["com.docker.compose.config-hash"],
      ]),
    );
    expect(await at.compose.configHashes(files(one))).toEqual(labels);
    const changed = { ...one, env: { GENERATION: "2" } };
    const hashes = await at.compose.configHashes(files(changed));
    for (const name of Object.keys(one.services)) expect(hashes[name]).not.toBe(labels[name]);
  });

  it("starts one service alone, with what it needs", async () => {
    const one = project();
    await at.compose.up(files(one), { ...run(), services: ["cache"] });
    expect((await containersOf(one.name)).map(({ name }) => name)).toEqual([`${one.name}-cache-1`]);
  });

  it("leaves a service that the project no longer has: whose it is, the caller knows", async () => {
    const one = project();
    await at.compose.up(files(one), run());
    const { db, cache } = one.services;
    if (db === undefined || cache === undefined) expect.unreachable();
    const before = (await containersOf(one.name)).length;
    await at.compose.up(files({ ...one, services: { db, cache } }), run());
    expect((await containersOf(one.name)).length).toBe(before);
  });

  it("knows nothing of the panel's own environment", async () => {
    process.env.GENERATION = "from the panel";
    try {
      const one = project({ env: {} });
      await at.compose.up(files(one), run());
      const [container] = await containersOf(one.name);
      const detail = await at.engine.inspectContainer(container?.id ?? "");
      expect(detail?.environment).toContainEqual({ name: "GENERATION", value: "" });
    } finally {
      delete process.env.GENERATION;
    }
  });

  it("names what is wrong with a project, and with which line", async () => {
    const broken = { ...files(project()), composeYaml: "services:\n  a:\n   image: x\n  b: [" };
    await expect(at.compose.validate(broken)).rejects.toMatchObject({
      code: "compose-failed",
      message: expect.stringMatching(/line \d/),
    });
  });

  it("names a port in use", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const address = holder.address();
    const hostPort = typeof address === "object" && address !== null ? address.port : 0;
    const one = project();
    const { cache } = one.services;
    if (cache === undefined) expect.unreachable();
    const ports = [{ hostIp: "127.0.0.1", hostPort, containerPort: 80, protocol: "tcp" as const }];
    const taken = { ...one, services: { cache: { ...cache, ports } } };
    await expect(at.compose.up(files(taken), run())).rejects.toMatchObject({
      code: "port-in-use",
      details: { port: hostPort, evidence: [expect.stringContaining(String(hostPort))] },
    });
    await new Promise((resolve) => holder.close(resolve));
  });

  it("names an image that is not there instead of pulling it", async () => {
    const one = project();
    const { cache } = one.services;
    if (cache === undefined) expect.unreachable();
    const missing = { ...one, services: { cache: { ...cache, image: `${image}-missing` } } };
    await expect(at.compose.up(files(missing), run())).rejects.toMatchObject({ code: "image-missing" });
  });

  it("names a name that a foreign container holds", async () => {
    const one = project();
    await at.docker.createContainer({
      Image: image,
      name: `${one.name}-db-1`,
      Labels: { "slipway.test": at.run },
    });
    await expect(at.compose.up(files(one), run())).rejects.toMatchObject({
      code: "name-taken",
      details: { container: `${one.name}-db-1` },
    });
    expect(await at.compose.repair(one.name, `${OWNER}=${one.name}`)).toEqual([]);
  });

  it("does not touch leftovers that another stack owns", async () => {
    const one = project();
    await at.docker.createContainer({
      Image: image,
      name: `0123456789ab_${one.name}-db-1`,
      Labels: { "slipway.test": at.run, "com.docker.compose.project": one.name, [OWNER]: "another" },
    });
    expect(await at.compose.repair(one.name, `${OWNER}=${one.name}`)).toEqual([]);
  });

  it("says so when there is no Compose, and finds it once it is there", async () => {
    const environment: Record<string, string | undefined> = { SLIPWAY_COMPOSE_PATH: "/nowhere" };
    const late = createCompose({ ...at, ownFolder: "/nowhere", environment });
    await expect(late.up(files(project()), run())).rejects.toMatchObject({ code: "compose-missing" });
    environment.SLIPWAY_COMPOSE_PATH = process.env.SLIPWAY_COMPOSE_PATH;
    expect(await late.version()).toMatch(/^\d+\.\d+/);
  });
});

describe("Compose that is interrupted while it recreates", { timeout: 900_000 }, () => {
  const tries = SOAK ? 28 : 6;
  const service = (rest: Partial<ComposeService> = {}): ComposeService => ({
    image,
    restart: "unless-stopped",
    stopGracePeriodSeconds: 2,
    logging: { maxSizeMib: 10, maxFiles: 3 },
    environment: { GENERATION: { env: "GENERATION" } },
    ...rest,
  });
  const trio = () =>
    project({ services: { a: service(), b: service({ command: ["deaf"] }), c: service() }, volumes: [] });

  async function expectGeneration(name: string, generation: string) {
    const containers = await containersOf(name);
    expect(containers.map((container) => container.name).sort()).toEqual(
      ["a", "b", "c"].map((key) => `${name}-${key}-1`),
    );
    for (const { id } of containers) {
      const detail = await at.engine.inspectContainer(id);
      expect(detail?.state).toBe("running");
      expect(detail?.environment).toContainEqual({ name: "GENERATION", value: generation });
    }
  }

  it(`by a cancel, ${tries} times: ends its processes, and the next one comes up after the repair`, async () => {
    const one = trio();
    await at.compose.up(files(one), run());
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const next = { ...one, env: { GENERATION: String(attempt + 2) } };
      const stop = new AbortController();
      const waitMs = 150 + Math.round(Math.random() * 2_500);
      setTimeout(() => stop.abort(), waitMs);
      const outcome = await at.compose.up(files(next), run(stop.signal)).then(
        () => "done",
        (error: { code?: string }) => error.code,
      );
      expect(["done", "job-cancelled"]).toContain(outcome);
      const left = await findProcesses((command) =>
        isRunOf(command, one.name, `${at.scratchFolder}/compose`),
      );
      expect(left).toEqual([]);
      await at.compose.repair(one.name, `${OWNER}=${one.name}`);
      await at.compose.up(files(next), run());
      await expectGeneration(one.name, String(attempt + 2));
    }
  });

  it("by the death of the worker: the run that goes on is ended before the repair", async () => {
    const one = trio();
    await at.compose.up(files(one), run());
    const next = { ...one, env: { GENERATION: "2" } };
    const orphan = await at.startOrphanedUp(files(next));
    const mine = () => findProcesses((command) => isRunOf(command, one.name, `${at.scratchFolder}/compose`));
    try {
      await expect.poll(async () => (await mine()).length, { timeout: 30_000, interval: 20 }).toBe(1);
    } finally {
      await orphan.killWorker();
    }
    await at.compose.repair(one.name, `${OWNER}=${one.name}`);
    expect(await mine()).toEqual([]);
    await at.compose.up(files(next), run());
    await expectGeneration(one.name, "2");
  });
});
