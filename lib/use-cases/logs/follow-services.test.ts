import { expect, it } from "vitest";
import type { ContainerEvents } from "@/lib/jobs/job-services";
import { FakeEngine } from "@/lib/jobs/test-support/fake-engine";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";
import type { ContainerDetail } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import { followServices } from "@/lib/use-cases/logs/follow-services";
import { LineReader } from "@/lib/use-cases/logs/line-reader";

const LABELS = { [STACK_LABEL]: "5tack", "com.docker.compose.service": "web" };

/** Each log ends after one line, as that of a container which stops. */
class ShortLogs extends FakeEngine {
  reads = 0;
  onInspect = async () => {};

  override async *logs() {
    this.reads += 1;
    const at = `2026-01-01T00:00:00.00000000${this.reads}Z`;
    yield { lines: [{ at, stream: "stderr" as const, text: `run ${this.reads}` }] };
  }

  override async inspectContainer(id: string): Promise<ContainerDetail | null> {
    const seen = await super.inspectContainer(id);
    await this.onInspect();
    return seen;
  }
}

it("reads on after a restart that happens while the container is being looked at", async () => {
  const engine = new ShortLogs();
  const { id } = engine.create("shop-web-1", "web:1", LABELS);
  await engine.startContainer(id);
  await engine.stopContainer(id);
  let restarted = false;
  engine.onInspect = async () => {
    if (restarted) return;
    restarted = true;
    await engine.startContainer(id);
    await engine.stopContainer(id);
  };
  const { services } = new FakeWorld().worker();
  const reader = new AbortController();
  const containers: ContainerEvents = { listen: (_stackId, listener) => engine.listen(listener) };
  const seen: string[] = [];
  const stream = followServices(
    { engine, containers, services: { ...services, engine }, clock: () => new Date() },
    await engine.listContainers(),
    {
      stackId: "5tack",
      wants: () => true,
      reader: new LineReader(engine, (text) => text),
      renew: async () => {},
    },
    reader.signal,
  );
  const reading = (async () => {
    for await (const batch of stream) {
      if (batch.type === "lines") seen.push(...batch.lines.map(({ text }) => text));
    }
  })();
  await expect.poll(() => seen).toEqual(["run 1", "run 2"]);
  reader.abort();
  await reading;
});

it("hides the secrets of what runs from the moment that it is read", async () => {
  const engine = new ShortLogs();
  const { id } = engine.create("shop-web-1", "web:1", LABELS);
  await engine.startContainer(id);
  await engine.stopContainer(id);
  const { services } = new FakeWorld().worker();
  const leaving = new AbortController();
  const containers: ContainerEvents = { listen: (_stackId, listener) => engine.listen(listener) };
  const reader = new LineReader(engine, (text) => text.replace("run 1", "[old]"));
  const renewed = (text: string) => text.replace("run 2", "[new]");
  let deployed = false;
  const stream = followServices(
    { engine, containers, services: { ...services, engine }, clock: () => new Date() },
    await engine.listContainers(),
    {
      stackId: "5tack",
      wants: () => true,
      reader,
      renew: async () => {
        if (deployed) reader.alsoRedact(renewed);
      },
    },
    leaving.signal,
  );
  const seen: string[] = [];
  const reading = (async () => {
    for await (const batch of stream) {
      if (batch.type === "lines") seen.push(...batch.lines.map(({ text }) => text));
    }
  })();
  await expect.poll(() => seen).toEqual(["[old]"]);
  deployed = true;
  await engine.startContainer(id);
  await engine.stopContainer(id);
  await expect.poll(() => seen).toEqual(["[old]", "[new]"]);
  leaving.abort();
  await reading;
});
