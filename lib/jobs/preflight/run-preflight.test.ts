import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { loadDefinition } from "@/lib/jobs/definition";
import type { JobServices } from "@/lib/jobs/job-services";
import { assertPreflight, runPreflight } from "@/lib/jobs/preflight/run-preflight";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

const IMAGE = "registry.test/tiny:1";

type Change = (world: FakeWorld, services: JobServices) => void;

async function checked(change: Change) {
  const world = new FakeWorld();
  await world.define();
  const { services } = world.worker();
  change(world, services);
  const stack = await world.stacks.find(STACK.id);
  if (stack === null) throw new Error("the stack was defined");
  const checks = await runPreflight(await loadDefinition(services, stack, 1), services);
  let refusal: unknown = null;
  try {
    assertPreflight(checks);
  } catch (error) {
    refusal = error;
  }
  return { checks, refusal };
}

const needs = (services: JobServices, change: { memoryBytes?: number; architectures?: string[] }) => {
  const { tiny } = services.kinds;
  if (tiny === undefined) throw new Error("the small kind is there");
  const more = { memoryBytes: 1, diskBytes: 1, ...change };
  Object.assign(services, { kinds: { tiny: { ...tiny, needs: () => more } } });
};
const freeDisk = (services: JobServices, freeBytes: number) =>
  Object.assign(services.host, { disk: async () => ({ totalBytes: 1e12, freeBytes }) });
const image = (labels: Record<string, string>) => ({
  id: "sha256:1",
  sizeBytes: 1,
  architecture: "amd64",
  labels,
});

describe("a deploy is refused beforehand", () => {
  it.each<[string, string, Change]>([
    [
      "when the engine is away",
      "engine-unreachable",
      ({ engine }) => Object.assign(engine, { silent: true }),
    ],
    [
      "when the engine is too old",
      "engine-too-old",
      ({ engine }) => {
        engine.info = async () => {
          throw new PanelError("engine-too-old", "19.03 is too old", { fix: "Update Docker Engine." });
        };
      },
    ],
    [
      "when Compose is missing",
      "compose-missing",
      ({ compose }) => {
        compose.version = async () => {
          throw new PanelError("compose-missing", "No Compose was found", { fix: "Install it." });
        };
      },
    ],
    [
      "when a process holds the port",
      "port-in-use",
      (_, { host }) => Object.assign(host, { portInUse: async (port: number) => port === 19_400 }),
    ],
    ["when the disk is full", "disk-full", (_, services) => freeDisk(services, 1000)],
    [
      "when the server's memory is too small",
      "memory-too-small",
      (_, services) => needs(services, { memoryBytes: 64 * 1024 ** 3 }),
    ],
    [
      "when the image has none for the processor",
      "architecture-unsupported",
      (_, services) => needs(services, { architectures: ["arm64"] }),
    ],
    [
      "when an image on the engine only imitates the product",
      "image-is-stand-in",
      ({ engine }) => engine.images.set(IMAGE, image({ "slipway.stand-in": "true" })),
    ],
    [
      "when another project has the name",
      "name-taken",
      ({ engine }) => engine.create("shop-other-1", "x", { "com.docker.compose.project": "shop" }),
    ],
    [
      "when volumes of another project have the name",
      "name-taken",
      ({ engine }) =>
        engine.volumes.set("shop_data", {
          name: "shop_data",
          labels: { "com.docker.compose.project": "shop" },
          sizeBytes: null,
        }),
    ],
  ])("%s", async (_, code, change) => {
    const { refusal, checks } = await checked(change);
    expect(refusal).toMatchObject({ code, details: { fix: expect.stringMatching(/\w{4}/) } });
    expect(checks.filter(({ state }) => state === "failed").map((one) => one.code)).toEqual([code]);
  });

  it("naming who holds the port, with the next free one to take instead", async () => {
    const { checks } = await checked(({ engine }, { host }) => {
      const { id } = engine.create("somebody-web-1", "x", {});
      const held = engine.containers.get(id);
      if (held === undefined) throw new Error("the container was made");
      const ports = [{ hostIp: "0.0.0.0", hostPort: 19_400, containerPort: 80, protocol: "tcp" }];
      engine.containers.set(id, { ...held, state: "running", ports });
      Object.assign(host, { portInUse: async (port: number) => port === 19_401 });
    });
    expect(checks.find(({ code }) => code === "port-in-use")).toMatchObject({
      detail: "Port 19400 is in use by the container somebody-web-1",
      fix: "Choose another port as “Port”, for example 19402, or stop what holds it",
      action: { label: "Use 19402", setting: "port", value: 19_402 },
    });
  });

  it("naming all that is wrong at once", async () => {
    const { refusal } = await checked((_, services) => {
      freeDisk(services, 1000);
      needs(services, { memoryBytes: 64 * 1024 ** 3 });
    });
    expect(refusal).toMatchObject({
      code: "preflight-failed",
      message: "2 checks failed: disk, memory",
      details: { evidence: [expect.stringContaining("Disk: "), expect.stringContaining("Memory: ")] },
    });
  });
});

it.each([
  { late: 1, passes: true },
  { late: 2, passes: false },
])("bears with an engine that is late $late times in a row: $passes", async ({ late, passes }) => {
  const outcome = checked(({ engine }) => {
    const inspect = engine.inspectImage.bind(engine);
    let left = late;
    engine.inspectImage = async (reference) => {
      left -= 1;
      if (left >= 0) throw new PanelError("engine-timeout", "does not answer", { fix: "Restart it." });
      return inspect(reference);
    };
  });
  if (passes) expect((await outcome).refusal).toBeNull();
  else await expect(outcome).rejects.toMatchObject({ code: "engine-timeout" });
});

it("goes through where everything fits", async () => {
  const { refusal, checks } = await checked(() => {});
  expect(refusal).toBeNull();
  expect(checks.map(({ state }) => state)).not.toContain("failed");
});
