import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realEngine } from "@/lib/adapters/docker/test-support/real-engine";
import { SOAK } from "@/lib/adapters/docker/test-support/soak";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import { composeYaml } from "@/lib/stacks/compose-yaml";
import { envFile } from "@/lib/stacks/env-file";

/** Many values in one container, so that a round trip costs little each. */
const VALUES_EACH = 500;
const ROUNDS = SOAK ? 40 : 4;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Compose's own notation
const AWKWARD = [
  ..."$\\\"'`#=:{}[]()<>|&;!?*~^%@,+-_/ ",
  ..."\n\r\t\u0001\u001b\u007f\u0085\u00a0\u2028\u2029\ufeff",
  "$$",
  "${X}",
  "${X:-y}",
  "$X",
  "#{}",
  "\\n",
  "\\$",
  '""',
  "''",
  "''''",
  "\\\\",
  " #",
  "\r\n",
  "%s",
  "export ",
  "\nB=2",
  "é",
  "ß",
  "中",
  "🚀",
  "👩‍👩‍👧",
  "\u0301",
  "\ud83d\ude00",
  "a",
  "Z",
  "0",
  '{"a":[1,"b\\n"]}',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: Compose's own notation

let at: Awaited<ReturnType<typeof realEngine>>;
let image: string;
beforeAll(async () => {
  at = await realEngine("env");
  image = await at.tinyImage();
}, 120_000);
afterAll(() => at.cleanUp());

/** The same values in every run: a failure can be looked at again. Source: mulberry32, public domain. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function randomValue(random: () => number): string {
  const length = Math.floor(random() * 24);
  let value = "";
  for (let part = 0; part < length; part += 1) {
    value +=
      random() < 0.8 ? (AWKWARD[Math.floor(random() * AWKWARD.length)] ?? "") : randomCharacter(random);
  }
  return value;
}

/** Any character of Unicode but NUL and the halves of pairs, which no environment can carry. */
function randomCharacter(random: () => number): string {
  const code = 1 + Math.floor(random() * 0x10fffe);
  return code >= 0xd800 && code <= 0xdfff ? "x" : String.fromCodePoint(code);
}

function values(seed: number): Record<string, string> {
  const random = randomNumbers(seed);
  return Object.fromEntries(
    Array.from({ length: VALUES_EACH }, (_, index) => [`V_${index}`, randomValue(random)]),
  );
}

/** How many values the container sees otherwise than they were meant. */
async function altered(name: string, env: Record<string, string>, envFileText: string): Promise<string[]> {
  const project: ComposeProject = {
    name: `${at.run}-${name}`,
    services: {
      app: {
        image,
        restart: "no",
        environment: Object.fromEntries(Object.keys(env).map((key) => [key, { env: key }])),
        logging: { maxSizeMib: 1, maxFiles: 1 },
      },
    },
    volumes: [],
    configs: {},
    env,
    secretEnv: [],
    labels: { "slipway.test": at.run },
  };
  const files = { project: project.name, composeYaml: composeYaml(project), envFile: envFileText };
  await at.compose.create(files, { signal: new AbortController().signal, onOutput: () => {} });
  const [container] = await at.engine.listContainers({
    labels: [`com.docker.compose.project=${project.name}`],
  });
  const detail = await at.engine.inspectContainer(container?.id ?? "");
  const seen = new Map(detail?.environment.map((variable) => [variable.name, variable.value]));
  await at.removeObjects();
  return Object.keys(env).filter((key) => seen.get(key) !== env[key]);
}

describe("values on their way through .env, Compose and the engine", { timeout: 900_000 }, () => {
  it(`arrive unaltered, all ${VALUES_EACH * ROUNDS} of them`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const env = values(round + 1);
      const wrong = await altered(`round${round}`, env, envFile(env));
      expect(wrong.map((key) => JSON.stringify(env[key]))).toEqual([]);
    }
  });

  it("do not arrive from an encoder that uses single quotes: this test can fail", async () => {
    const mutant = (env: Record<string, string>) =>
      Object.entries(env)
        .map(([key, value]) => `${key}='${value}'\n`)
        .join("");
    // Compose refuses most of what such an encoder writes; this it takes, and alters it silently.
    const silent = { Q_1: "before", Q_2: "it'\nX='s", Q_3: "after" };
    expect(await altered("mutant", silent, mutant(silent))).toEqual(["Q_2"]);
    const all = values(1);
    await expect(altered("mutants", all, mutant(all))).rejects.toMatchObject({ code: "compose-failed" });
  });

  it("arrive whole when they are as long as Linux allows", async () => {
    const env = { LONG: "x".repeat(131_072 - "LONG=".length - 1) };
    expect(await altered("long", env, envFile(env))).toEqual([]);
  });
});
