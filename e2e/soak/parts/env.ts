import assert from "node:assert/strict";
import { CORPUS, fuzzedValue } from "@/e2e/soak/parts/env-values";
import { numbered, type OpenPart, type SoakPart } from "@/e2e/soak/soak-part";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { Random } from "@/lib/ports/random";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";
import { envFile } from "@/lib/stacks/env-file";
import { STACK_LABEL } from "@/lib/stacks/render-stack";

/** Values in a batch: one run of Compose that makes so many containers with so many variables each. */
const CONTAINERS = 10;
const VARIABLES = 100;
const BATCHES = 20;
const BATCH = "1,000 values";
const REFUSED = "values that no environment can carry are refused";
const MUTANT = "an encoder with single quotes is found out";

/** Values through the real writers, real Compose and the engine: what the container gets is what was set. */
export const envPart: SoakPart = {
  name: "env",
  title: "Values on their way into a container",
  ids: [...numbered(BATCH, BATCHES), REFUSED, MUTANT],
  tenth: [...numbered(BATCH, BATCHES / 10), REFUSED, MUTANT],
  async open(): Promise<OpenPart> {
    const at = await realEngine("env");
    return { run: (id) => once(at, id), close: () => at.cleanUp() };
  },
};

type At = Awaited<ReturnType<typeof realEngine>>;

async function once(at: At, id: string): Promise<string> {
  if (id === REFUSED) return assertRefusals();
  const random = seededRandom(`${id} of ${at.run}`);
  const values = valuesOf(random);
  if (id === MUTANT) {
    const altered = await alteredValues(at, values, singleQuoted(values)).catch((error: Error) => error);
    // Compose may also not be able to read such a file at all; that is found out as well.
    if (altered instanceof Error) return `Compose refused the file: ${altered.message}`;
    assert(altered.length > 0, "the mutant passed: this test cannot see an altered value");
    return `${altered.length} of ${Object.keys(values).length} altered by the mutant`;
  }
  const altered = await alteredValues(at, values, envFile(values));
  assert.deepEqual(altered.slice(0, 5), [], `${altered.length} values altered (seed ${id} of ${at.run})`);
  return `${Object.keys(values).length} exact`;
}

function valuesOf(random: Random): Record<string, string> {
  const count = CONTAINERS * VARIABLES;
  const values = [...CORPUS, ...Array.from({ length: count - CORPUS.length }, () => fuzzedValue(random))];
  // The corpus holds the long ones: spread over the containers, since the kernel limits each by all its values.
  return Object.fromEntries(values.map((value, index) => [`V${(index * 7) % count}`, value]));
}

type Altered = { name: string; wanted: string; got: string | null };

/** Makes the containers and reads their environment from the engine. */
async function alteredValues(
  at: At,
  values: Readonly<Record<string, string>>,
  encoded: string,
): Promise<Altered[]> {
  const project = await projectOf(at, values);
  const signal = AbortSignal.timeout(120_000);
  await at.compose.create(
    { project: project.name, composeYaml: composeYaml(project), envFile: encoded },
    { signal, onOutput: () => {} },
  );
  const labels = [`com.docker.compose.project=${project.name}`, at.label];
  const got = new Map<string, string>();
  for (const { id } of await at.engine.listContainers({ labels })) {
    const detail = await at.engine.inspectContainer(id);
    for (const { name, value } of detail?.environment ?? []) got.set(name, value);
    await at.engine.removeContainer(id);
  }
  for (const { id } of await at.engine.listNetworks({ labels })) await at.engine.removeNetwork(id);
  return Object.entries(values)
    .map(([name, wanted]) => ({ name, wanted, got: got.get(name) ?? null }))
    .filter(({ wanted, got: found }) => found !== wanted);
}

async function projectOf(at: At, values: Readonly<Record<string, string>>): Promise<ComposeProject> {
  const image = await at.tinyImage();
  const names = Object.keys(values);
  const service = (index: number) => ({
    image,
    restart: "no" as const,
    logging: { maxSizeMib: 1, maxFiles: 1 },
    environment: Object.fromEntries(
      names.slice(index * VARIABLES, (index + 1) * VARIABLES).map((name) => [name, { env: name }]),
    ),
  });
  return {
    name: `${at.run}-${Math.random().toString(36).slice(2, 8)}`,
    services: Object.fromEntries(
      Array.from({ length: CONTAINERS }, (_, index) => [`s${index}`, service(index)]),
    ),
    volumes: [],
    configs: {},
    env: values,
    secretEnv: [],
    labels: { "slipway.test": at.run, [STACK_LABEL]: at.run },
  };
}

/** What a naive writer does. */
function singleQuoted(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value.replaceAll("'", "\\'")}'\n`)
    .join("");
}

function assertRefusals(): string {
  const refused = { nul: "a\0b", long: "x".repeat(131_072), half: "\ud83d" };
  for (const [name, value] of Object.entries(refused)) {
    assert.throws(() => envFile({ [name]: value }), { code: "settings-invalid" });
  }
  return `${Object.keys(refused).length} refused`;
}
