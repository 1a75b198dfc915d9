import { expect, it } from "vitest";
import { loadDefinition } from "@/lib/jobs/definition";
import { probeContext } from "@/lib/jobs/probes/probe-context";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import { ProbeConnectionError, type ProbeTransport } from "@/lib/ports/prober";

/** A deployed stack whose published port nobody reaches, and whose container has an address of its own. */
async function context(answers: (url: string) => boolean) {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  for (const container of world.engine.containers.values()) {
    world.engine.containers.set(container.id, { ...container, addresses: { shop_default: "10.9.8.7" } });
  }
  const { services } = world.worker();
  const stack = await services.stacks.find(STACK.id);
  if (stack === null) throw new Error("the stack is not there");
  const asked: string[] = [];
  const reach = (url: string) => {
    asked.push(url);
    if (!answers(url)) throw new ProbeConnectionError("nothing listens there", true);
  };
  const probes: ProbeTransport = {
    http: async ({ url }) => {
      reach(url);
      return { status: 200, text: "hello", headers: {} };
    },
    websocket: async ({ url, send }) => {
      reach(url);
      return { accepted: true, text: `you said ${send}` };
    },
  };
  return {
    asked,
    probe: await probeContext({ ...services, probes }, await loadDefinition(services, stack, 1)),
  };
}

it("reaches an endpoint by its published port, over HTTP and by a WebSocket", async () => {
  const { asked, probe } = await context(() => true);
  await probe.http({ endpoint: "web", path: "/a" });
  const answer = await probe.websocket({ endpoint: "web", path: "/b?c=d", send: "hi" });
  expect(answer).toEqual({ accepted: true, text: "you said hi" });
  expect(asked).toEqual(["http://127.0.0.1:19400/a", "http://127.0.0.1:19400/b?c=d"]);
});

it("tries the container itself where nobody listens on the port", async () => {
  const { asked, probe } = await context((url) => url.includes("10.9.8.7"));
  await probe.websocket({ endpoint: "web", path: "/socket", send: "hi" });
  expect(asked).toEqual(["http://127.0.0.1:19400/socket", "http://10.9.8.7:8080/socket"]);
});

it("says the first refusal when nobody listens anywhere, and knows its endpoints", async () => {
  const { probe } = await context(() => false);
  const socket = probe.websocket({ endpoint: "web", path: "/", send: "hi" });
  await expect(socket).rejects.toThrow("nothing listens there");
  const other = probe.websocket({ endpoint: "other", path: "/", send: "hi" });
  await expect(other).rejects.toThrow("no endpoint other");
});
