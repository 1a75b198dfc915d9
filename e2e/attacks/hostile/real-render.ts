import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { fullDefinition, renderHostile } from "@/e2e/attacks/hostile/render-hostile";
import { FIVE_SERVICES, fiveKind } from "@/e2e/soak/panel/five-kind";
import { projectArguments } from "@/lib/adapters/docker/compose-command";
import { runCompose } from "@/lib/adapters/docker/compose-process";
import type { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { findCompose } from "@/lib/launch/compose-find.mjs";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import { resolvedEnv } from "@/lib/stacks/env-value";
import { kinds } from "@/lib/stacks/registry";
import { type RenderedStack, renderStack } from "@/lib/stacks/render-stack";

type RealEngine = Awaited<ReturnType<typeof realEngine>>;
type Service = { environment?: Record<string, string> };
type Document = { services: Record<string, Service> };

const TIMEOUT_MS = 60_000;

/** Real Compose reads what the value was rendered into: nothing but the value differs from the harmless document. */
export async function readByCompose(engine: RealEngine, values: readonly string[]): Promise<number> {
  let places = 0;
  for (const value of values) {
    for (const kind of [kinds.directus, fiveKind]) {
      // An image is checked by Compose itself, and a wrong one refused.
      const base = fullDefinition(kind);
      const { benign, hostile, fields } = renderHostile(base, value, ["image"]);
      const [wanted, got] = [await config(engine, benign), await config(engine, hostile)];
      assert.deepEqual(
        withoutEnvironment(got),
        withoutEnvironment(wanted),
        `${JSON.stringify(value)} in ${fields}`,
      );
      assert.deepEqual(environments(got), meant(hostile.project), `${JSON.stringify(value)} in ${fields}`);
      places += fields.length;
    }
  }
  return places;
}

async function config(
  engine: RealEngine,
  { project, composeYaml, envFile }: RenderedStack,
): Promise<Document> {
  const found = await findCompose(process.env, ".cache/bin");
  assert("compose" in found, "there is no Compose");
  const { scratchFolder: folder, socketPath } = engine;
  const exit = await runCompose([...projectArguments(project.name, folder), "config", "--format=json"], {
    program: found.compose.path,
    socketPath,
    folder,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    input: { composeYaml, envFile },
  });
  assert.equal(exit.code, 0, exit.lines.join("\n"));
  return JSON.parse(exit.stdout) as Document;
}

function withoutEnvironment(document: Document): unknown {
  const services = Object.entries(document.services).map(([name, { environment, ...service }]) => [
    name,
    { ...service, environment: Object.keys(environment ?? {}).sort() },
  ]);
  return { ...document, services: Object.fromEntries(services) };
}

/** Compose writes a dollar as two, as its own format has it. */
function environments({ services }: Document): unknown {
  return Object.fromEntries(
    Object.entries(services).map(([name, { environment = {} }]) => [
      name,
      Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, value.replaceAll("$$", () => "$")]),
      ),
    ]),
  );
}

function meant(project: ComposeProject): unknown {
  return Object.fromEntries(
    Object.entries(project.services).map(([name, { environment = {} }]) => [
      name,
      Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, resolvedEnv(value, project.env)]),
      ),
    ]),
  );
}

/** The real engine makes the containers: no right, no mount, no container more than with harmless values. */
export async function readByEngine(engine: RealEngine, values: readonly string[]): Promise<number> {
  let places = 0;
  const image = await engine.tinyImage();
  for (const value of values) {
    const base = fullDefinition(fiveKind);
    const { hostile, fields } = renderHostile(base, value, ["image"]);
    const words = { ...base.settings, image };
    for (const name of fields) Object.assign(words, { [name]: value });
    const stack = renderStack({
      ...{ kind: fiveKind, stackId: engine.run, name: `${engine.run}-${randomBytes(3).toString("hex")}` },
      ...{ settings: words, secrets: base.secrets, access: { mode: "private" } },
      labels: { "slipway.test": engine.run },
    });
    assert.deepEqual(stack.project.env, hostile.project.env);
    const { composeYaml, envFile, project } = stack;
    await engine.compose.create(
      { project: project.name, composeYaml, envFile },
      { signal: AbortSignal.timeout(TIMEOUT_MS), onOutput: () => {} },
    );
    await assertFive(engine, project);
    await engine.removeObjects();
    places += fields.length;
  }
  return places;
}

async function assertFive({ docker, label }: RealEngine, project: ComposeProject): Promise<void> {
  const listed = await docker.listContainers({ all: true, filters: { label: [label] } });
  const services = listed.map(({ Labels }) => Labels["com.docker.compose.service"] ?? "");
  assert.deepEqual(services.toSorted(), [...FIVE_SERVICES].toSorted(), "containers that were made");
  for (const { Id } of listed) {
    const { Config, HostConfig, Mounts } = await docker.getContainer(Id).inspect();
    const service = Config.Labels["com.docker.compose.service"] ?? "";
    const { Privileged, CapAdd, Devices, PidMode, IpcMode, SecurityOpt, Binds } = HostConfig;
    assert.deepEqual(
      [Privileged, CapAdd ?? [], Devices ?? [], PidMode, IpcMode, SecurityOpt ?? [], Binds ?? []],
      [false, [], [], "", "private", [], []],
      `rights of ${service}`,
    );
    const mounts = Mounts.map(({ Type, Destination }) => `${Type} ${Destination}`);
    assert.deepEqual(mounts, service === "database" ? ["volume /data"] : [], `mounts of ${service}`);
    for (const [name, value] of Object.entries(project.services[service]?.environment ?? {})) {
      const wanted = resolvedEnv(value, project.env);
      assert(Config.Env.includes(`${name}=${wanted}`), `${name} of ${service} is not what was typed`);
    }
  }
}
