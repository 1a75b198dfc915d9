import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { assertAbsent, assertKept, environmentsOf } from "@/e2e/soak/supabase/kept-values";
import { deployProven, jobInWords } from "@/e2e/soak/supabase/proven-stack";
import { studioStatus } from "@/e2e/soak/supabase/studio-sign-in";
import {
  dotenvOf,
  newShape,
  oldShape,
  type Ports,
  type UpstreamFiles,
} from "@/e2e/soak/supabase/upstream-files";
import { routes } from "@/lib/api/contract/routes";

const OLD = "old shape: Kong, logs, users of a kong.yml, demo values";
const NEW = "new shape: both generations of keys";

/** An installation by upstream's compose file becomes a stack that runs, with every value that it had. */
export const supabaseImportPart: SoakPart = {
  name: "supabase-import",
  title: "Imports of upstream's .env, deployed",
  ids: [NEW, OLD],
  tenth: [NEW],
  async open() {
    const worker = await WorkerUnderTest.open("import");
    return { run: (id) => importAndDeploy(worker, id), close: () => worker.close() };
  },
};

async function importAndDeploy(worker: WorkerUnderTest, id: string): Promise<string> {
  const ports = {
    gateway: await freeLoopbackPort(),
    session: await freeLoopbackPort(),
    transaction: await freeLoopbackPort(),
  };
  const isOld = id === OLD;
  const files = (isOld ? oldShape : newShape)(ports, worker.around.socket);
  const name = `${worker.run}-${randomBytes(3).toString("hex")}`;
  const body = { env: dotenvOf(files.given), kong: files.kong, name };
  const kept = assertReview(files, await worker.control.call(routes["imports.review"], { body }));
  const stack = await worker.control.call(routes["imports.create"], { body });
  const job = await deployProven(worker, stack, isOld ? "full" : "standard");

  const environments = await environmentsOf(worker.docker, stack.id);
  const seen = assertKept(files, kept, isOld ? "with-logs" : "base", environments);
  // Of the release from which on Auth's own URL has a path.
  assert.equal(environments.get("auth")?.API_EXTERNAL_URL, `${files.given.SUPABASE_PUBLIC_URL}/auth/v1`);
  const webp = files.given.IMGPROXY_AUTO_WEBP ?? files.given.IMGPROXY_ENABLE_WEBP_DETECTION;
  assert.equal(environments.get("imgproxy")?.IMGPROXY_AUTO_WEBP, webp, "under its name of today");
  for (const [service, names] of Object.entries(files.unknown)) {
    for (const variable of names) {
      assert.equal(environments.get(service)?.[variable], files.given[variable], `${service} ${variable}`);
    }
  }
  assertAbsent(files.demo.map(valueIn(files)), environments);
  await assertPorts(worker, stack.id, ports);
  await assertSignIns(worker, stack.id, files, ports);
  return `deployed in ${jobInWords(job)}; ${seen}; ${files.demo.length} demo values made anew`;
}

type Review = { rows: readonly { name: string; state: string; note: string | null; flag: object | null }[] };

/** @returns the variables that are kept as they are, and count */
function assertReview(
  files: UpstreamFiles,
  { rows, issues }: Review & { issues: readonly object[] },
): string[] {
  assert.deepEqual(issues, []);
  assert.deepEqual(
    rows.map(({ name }) => name),
    Object.keys(files.given),
    "a row for each variable",
  );
  const namesOf = (chosen: Review["rows"]) => chosen.map(({ name }) => name).sort();
  assert.deepEqual(namesOf(rows.filter(({ flag }) => flag !== null)), [...files.demo].sort(), "flagged");
  assert.deepEqual(
    namesOf(rows.filter(({ state }) => state === "unknown")),
    Object.values(files.unknown).flat().sort(),
    "unknown",
  );
  const kept = rows.filter(({ state, note }) => state === "kept" && !note?.includes("Kept for later"));
  assert(kept.length > 35, `${kept.length} of ${rows.length} are kept`);
  return kept.map(({ name }) => name);
}

async function assertPorts(worker: WorkerUnderTest, stackId: string, ports: Ports): Promise<void> {
  const filters = { label: [`slipway.stack=${stackId}`] };
  const containers = await worker.docker.listContainers({ filters });
  const published = containers.flatMap((container) =>
    container.Ports.flatMap(({ PublicPort, PrivatePort }) => (PublicPort ? [[PublicPort, PrivatePort]] : [])),
  );
  assert.deepEqual(
    published.sort(([, a = 0], [, b = 0]) => a - b),
    [
      [ports.session, 5432],
      [ports.transaction, 6543],
      [ports.gateway, 8000],
    ],
  );
}

/** Everybody of the files gets into Studio; a password that upstream publishes opens nothing. */
async function assertSignIns(
  { control }: WorkerUnderTest,
  stack: string,
  files: UpstreamFiles,
  { gateway }: Ports,
): Promise<void> {
  const user = files.given.DASHBOARD_USERNAME ?? "";
  const params = { stack, secret: "dashboardPassword" };
  const { value } = await control.call(routes["stacks.reveal"], { params });
  const isDemo = files.demo.includes("DASHBOARD_PASSWORD");
  const given = files.given.DASHBOARD_PASSWORD ?? "";
  assert.equal(value === given, !isDemo, "the password of the file goes on unless upstream publishes it");
  assert.equal(await studioStatus(gateway), 401);
  for (const [name, password] of [[user, value] as const, ...files.users]) {
    assert.equal(await studioStatus(gateway, name, password), 200, `Studio for ${name}`);
  }
  if (isDemo) assert.equal(await studioStatus(gateway, user, given), 401, "the published password");
}

function valueIn({ given }: UpstreamFiles) {
  return (name: string): string => given[name] ?? "";
}
