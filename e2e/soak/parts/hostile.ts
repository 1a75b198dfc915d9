import assert from "node:assert/strict";
import { parse } from "yaml";
import { hostileValue } from "@/e2e/attacks/hostile/hostile-values";
import { judge } from "@/e2e/attacks/hostile/judge";
import { readByCompose, readByEngine } from "@/e2e/attacks/hostile/real-render";
import { assertSameStructure, fullDefinition, renderHostile } from "@/e2e/attacks/hostile/render-hostile";
import { SandboxedWorker } from "@/e2e/attacks/hostile/sandboxed-worker";
import { attackedRoutes, resetBackups, sweepVerbs } from "@/e2e/attacks/hostile/sweep-verbs";
import { fiveKind } from "@/e2e/soak/panel/five-kind";
import { numbered, numberOf, type OpenPart, type SoakPart } from "@/e2e/soak/soak-part";
import type { Mutation } from "@/e2e/sweeps/mutant";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { routes } from "@/lib/api/contract/routes";
import { kinds } from "@/lib/stacks/registry";

const VALUES = 5000;
const BATCH = 100;
const BATCHES = VALUES / BATCH;
const SAMPLED = 5;
const DEPLOYED = 3;
const MUTANT_VALUES = 25;
const VERBS = "100 values to every verb";
const RENDERED = "500 values rendered";
const COMPOSED = "values read by Compose";
const CREATED = "values in containers";
const CONTROL = "what the mutants get";
const MUTANT = "found out: ";

/**
 * Faults as text, a shell among them: each is planted in a copy of the source, which is built and run in place of the
 * panel, and the part has to find it out. The panel itself has none of them.
 */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "any name for a stack": {
    file: "lib/stacks/stack-name.ts",
    from: '  if (!/^[a-z0-9-]+$/.test(name)) return "A name holds lower-case letters, digits and hyphens only";\n',
    to: "",
  },
  "Compose in a shell": {
    file: "lib/adapters/docker/compose-process.ts",
    from: "    detached: true,\n",
    to: "    detached: true,\n    shell: true,\n",
  },
  "Compose at home where the worker was started": {
    file: "lib/adapters/docker/compose-process.ts",
    from: 'const home = join(start.folder, "home");',
    to: 'const home = join(process.cwd(), "home");',
  },
};

/** Names and values that became commands, options, paths or documents elsewhere: here they stay what they are. */
export const hostilePart: SoakPart = {
  name: "hostile",
  title: "Hostile names and values in every verb",
  ids: [
    ...numbered(VERBS, BATCHES),
    ...numbered(RENDERED, VALUES / 500),
    ...numbered(COMPOSED, BATCHES / 5),
    ...numbered(CREATED, 5),
    CONTROL,
    ...Object.keys(MUTATIONS).map((name) => MUTANT + name),
  ],
  tenth: [
    ...numbered(VERBS, BATCHES / 10),
    ...numbered(RENDERED, 1),
    ...numbered(COMPOSED, 1),
    ...numbered(CREATED, 1),
    CONTROL,
    `${MUTANT}Compose in a shell`,
  ],
  async open(): Promise<OpenPart> {
    const attacked = await Attacked.open();
    const engine = await realEngine("hostile");
    return {
      async run(id) {
        if (id.startsWith(MUTANT)) return mutantIsFoundOut(id.slice(MUTANT.length));
        if (id === CONTROL) return attacked.verbs(mutantNumbers());
        if (id.startsWith(VERBS)) return attacked.verbs(spread(numberOf(id)));
        if (id.startsWith(RENDERED)) return rendered(numberOf(id));
        return sampled(engine, id);
      },
      async close() {
        await attacked.close();
        await engine.cleanUp();
      },
    };
  },
};

/** Numbers of values that are spread over all sorts of them: every batch has something of each. */
function spread(batch: number): number[] {
  return Array.from({ length: BATCH }, (_, index) => index * BATCHES + (batch - 1));
}

class Attacked {
  readonly #worker: SandboxedWorker;
  readonly #stack: string;

  private constructor(worker: SandboxedWorker, stack: string) {
    this.#worker = worker;
    this.#stack = stack;
  }

  static async open(mutation?: Mutation): Promise<Attacked> {
    const worker = await SandboxedWorker.open(mutation);
    const { id } = await worker.control.call(routes["stacks.create"], {
      body: {
        kind: "directus",
        name: "attacked",
        settings: { database: "sqlite" },
        access: { mode: "private" },
        secrets: {},
      },
    });
    return new Attacked(worker, id);
  }

  async verbs(numbers: readonly number[]): Promise<string> {
    const worker = this.#worker;
    await resetBackups(worker);
    const before = worker.tree();
    const values = numbers.map((number) => ({ number, value: hostileValue(number, worker.canary) }));
    const { calls, accepted, unexpected, made } = await sweepVerbs(worker, this.#stack, values);
    const names = await this.#carryOut(made);
    const odd = names.filter((name) => !/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name));
    assert.deepEqual(odd, [], "names of stacks that were saved");
    const { programs, composeRuns, engineCalls } = judge(worker, before);
    for (const { composeYaml } of composeRuns) assertPlain(composeYaml);
    assert.deepEqual(unexpected, [], "answers that no input may lead to");
    return (
      `${values.length} values, ${calls} calls to ${attackedRoutes().length} routes, ${accepted} accepted, ` +
      `${programs} programs started, ${engineCalls} calls of the engine: 0 executions, 0 files elsewhere, 0 options`
    );
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }

  /** Deploys some of what was saved, with all that Compose is told, and removes all of it. */
  async #carryOut(made: readonly string[]): Promise<string[]> {
    const { control } = this.#worker;
    const names: string[] = [];
    for (const [index, stack] of made.entries()) {
      const { name } = await control.call(routes["stacks.show"], { params: { stack } });
      names.push(name);
      if (index < DEPLOYED)
        await this.#ended((await control.call(routes["stacks.deploy"], { params: { stack }, body: {} })).id);
      const body = { confirmName: name, removeVolumes: [] };
      await this.#ended((await control.call(routes["stacks.remove"], { params: { stack }, body })).id);
    }
    return names;
  }

  async #ended(job: string): Promise<void> {
    for await (const line of this.#worker.control.lines(routes["jobs.events"], { params: { job } })) {
      if (line.type === "job" && line.job.endedAt !== null) return;
    }
  }
}

/** What a Directus has, and nothing of what a smuggled document would add. */
function assertPlain(composeYaml: string): void {
  const document = parse(composeYaml, { maxAliasCount: 0 });
  const keys = ["name", "services", "networks", "volumes", "configs"];
  assert.deepEqual(
    Object.keys(document).filter((key) => !keys.includes(key)),
    [],
  );
  const services = ["directus", "database", "cache", "redis"];
  assert.deepEqual(
    Object.keys(document.services).filter((name) => !services.includes(name)),
    [],
  );
  for (const service of Object.values<object>(document.services)) {
    const risky = [
      "privileged",
      "cap_add",
      "network_mode",
      "pid",
      "ipc",
      "devices",
      "build",
      "extends",
      "security_opt",
    ];
    assert.deepEqual(
      Object.keys(service).filter((key) => risky.includes(key)),
      [],
    );
  }
}

function rendered(batch: number): string {
  const bases = [kinds.directus, fiveKind].map((kind) => fullDefinition(kind));
  let places = 0;
  for (let index = 0; index < 500; index += 1) {
    const value = hostileValue(index * (VALUES / 500) + batch - 1, "canary");
    for (const base of bases) {
      const both = renderHostile(base, value);
      assertSameStructure(both, value);
      places += both.fields.length;
    }
  }
  assert(places > 1000, `only ${places} places took a value`);
  return `500 values in ${places} places: the same documents as with harmless ones`;
}

async function sampled(engine: Awaited<ReturnType<typeof realEngine>>, id: string): Promise<string> {
  const numbers = Array.from({ length: SAMPLED }, (_, index) => numberOf(id) * 37 + index * 211);
  const values = numbers.map((number) => hostileValue(number, "canary"));
  const places = id.startsWith(COMPOSED)
    ? await readByCompose(engine, values)
    : await readByEngine(engine, values);
  return `${values.length} values in ${places} places: exact, and nothing else changed`;
}

async function mutantIsFoundOut(name: string): Promise<string> {
  const attacked = await Attacked.open(MUTATIONS[name]);
  try {
    const outcome = await attacked.verbs(mutantNumbers()).catch((error: Error) => error);
    // What fails for another reason, as a worker that does not start, found nothing out.
    if (outcome instanceof assert.AssertionError) return `found out: ${outcome.message.slice(0, 300)}`;
    if (outcome instanceof Error) throw outcome;
  } finally {
    await attacked.close();
  }
  throw new Error(`the mutant “${name}” passed: this test cannot see what it must see`);
}

/** Those that lead out of a folder, and names that would do if anything did. */
function mutantNumbers(): number[] {
  const all = Array.from({ length: VALUES }, (_, number) => number);
  const paths = all.filter((number) => hostileValue(number, "canary").startsWith("../../places/"));
  const names = all.filter((number) => hostileValue(number, "canary").startsWith("shop"));
  return [...paths.slice(0, MUTANT_VALUES), ...names.slice(0, MUTANT_VALUES)];
}
