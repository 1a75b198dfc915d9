import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { untarFiles } from "@/e2e/bench/untar";
import { findSurroundings, type Surroundings } from "@/e2e/panel/surroundings";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { createStack, type Settings } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { FolderByHand } from "@/e2e/soak/supabase/by-hand";
import { freePorts, PROFILE_SERVICES, PROFILES, type Profile } from "@/e2e/soak/supabase/proven-stack";
import { studioStatus } from "@/e2e/soak/supabase/studio-sign-in";
import { routes } from "@/lib/api/contract/routes";
import { runSlipway } from "@/lib/command-line/run-slipway";

const DOWNLOADED = "downloaded from a panel, standard";
const DIRECTUS = "rendered, Directus";
const RENDERED = Object.fromEntries(PROFILES.map((profile) => [`rendered, ${profile}`, profile]));

/** What Slipway hands out runs without it: another folder, another project name, Compose and nothing else. */
export const supabaseByHandPart: SoakPart = {
  name: "supabase-by-hand",
  title: "Exported folders, run by hand",
  ids: [...Object.keys(RENDERED), DOWNLOADED, DIRECTUS],
  tenth: ["rendered, lite"],
  async open() {
    const around = await findSurroundings();
    return { run: (id) => once(around, id), close: async () => {} };
  },
};

async function once(around: Surroundings, id: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), "slipway-export-"));
  try {
    const exported = join(scratch, "exported");
    if (id === DIRECTUS) return await directusByHand(around, exported);
    const profile = RENDERED[id] ?? "standard";
    const settings: Settings = { profile, ...(await freePorts()) };
    if (id === DOWNLOADED) await download(exported, settings);
    else await render("supabase", exported, around, settings);
    return await runByHand(around, exported, async (folder) => {
      await assertServices(folder, PROFILE_SERVICES[profile]);
      return assertSupabase(folder, Number(settings.port), profile);
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function render(
  kind: string,
  out: string,
  { registry }: Surroundings,
  settings: Settings,
): Promise<void> {
  const said: string[] = [];
  const words = Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const code = await runSlipway(["render", kind, "--out", out, "--registry", registry, ...words], {
    folder: tmpdir(),
    environment: {},
    print: (text) => said.push(text),
    note: (text) => said.push(text),
  });
  assert.equal(code, 0, said.join("\n"));
}

/** As the button of a stack's files hands it out, from a panel that has ended before anything is brought up. */
async function download(out: string, settings: Settings): Promise<void> {
  const worker = await WorkerUnderTest.open("export");
  try {
    const stack = await createStack(worker, settings, "supabase");
    const params = { stack: stack.id, revision: 1 };
    const files = await untarFiles(await worker.control.open(routes["revisions.download"], { params }));
    assert.deepEqual(files.map(({ name }) => name).sort(), [".env", "compose.yaml"]);
    await mkdir(out);
    for (const { name, content } of files) await writeFile(join(out, name), content);
  } finally {
    await worker.close();
  }
}

async function runByHand(
  around: Surroundings,
  exported: string,
  look: (folder: FolderByHand) => Promise<string>,
): Promise<string> {
  const folder = await FolderByHand.copyOf(exported, around);
  try {
    const upMs = await folder.up();
    return `up in ${(upMs / 1000).toFixed(1)} s; ${await look(folder)}; down without a trace`;
  } finally {
    await folder.down();
    await folder.remove();
  }
}

async function assertServices(folder: FolderByHand, wanted: readonly string[]): Promise<void> {
  const services = await folder.services();
  const seed = services.get("functions-seed");
  if (seed !== undefined) assert.deepEqual([seed.state, seed.exitCode], ["exited", 0]);
  services.delete("functions-seed");
  assert.deepEqual([...services.keys()].sort(), [...wanted].sort());
  const unwell = [...services].filter(([, { state, health }]) => state !== "running" || health !== "healthy");
  assert.deepEqual(unwell, [], "services that are not healthy");
}

async function assertSupabase(folder: FolderByHand, port: number, profile: Profile): Promise<string> {
  const { ANON_KEY = "", DASHBOARD_USERNAME = "", DASHBOARD_PASSWORD = "", POOLER_TENANT_ID } = folder.env;
  const gateway = async (headers: Record<string, string>) => {
    const { status, body } = await fetch(`http://127.0.0.1:${port}/auth/v1/health`, { headers });
    await body?.cancel();
    return status;
  };
  assert.equal(await gateway({}), 401, "the gateway without a key");
  assert.equal(await gateway({ apikey: ANON_KEY }), 200, "the gateway with the anon key");
  assert.equal(await studioStatus(port), 401, "Studio without a password");
  assert.equal(await studioStatus(port, DASHBOARD_USERNAME, `not-${DASHBOARD_PASSWORD}`), 401);
  assert.equal(await studioStatus(port, DASHBOARD_USERNAME, DASHBOARD_PASSWORD), 200);
  const ways =
    profile === "lite"
      ? [["db", "5432", "postgres"]]
      : ["5432", "6543"].map((inner) => ["supavisor", inner, `postgres.${POOLER_TENANT_ID}`]);
  for (const [host = "", inner = "", user = ""] of ways) {
    const query = ["psql", "-h", host, "-p", inner, "-U", user, "-d", "postgres", "-tAc", "select 6 * 7"];
    // The container's environment has the password.
    const answer = await folder.compose(["exec", "-T", "db", ...query]);
    assert.equal(answer.trim(), "42", `psql by ${host}:${inner}`);
  }
  if (profile === "full") await assertOwnLogs(folder);
  return `gateway and Studio answer, psql by ${ways.map(([host, inner]) => `${host}:${inner}`).join(" and ")}`;
}

/** The collector finds its own project's containers, whatever that is called. */
async function assertOwnLogs(folder: FolderByHand): Promise<void> {
  const log = await folder.compose(["logs", "--no-log-prefix", "vector"]);
  const read = /reads the logs of \d+ containers: (.*)/.exec(log)?.[1]?.split(", ") ?? [];
  for (const service of ["db", "auth", "analytics"]) assert(read.includes(service), `reads ${read.join()}`);
  assert.equal(new Set(read).size, read.length, "each once: of no other project");
}

async function directusByHand(around: Surroundings, exported: string): Promise<string> {
  const port = await freeLoopbackPort();
  await render("directus", exported, around, { port });
  return runByHand(around, exported, async (folder) => {
    const services = await folder.services();
    const unwell = [...services].filter(([, { health }]) => health !== "healthy");
    assert.deepEqual(unwell, [], "services that are not healthy");
    const { status } = await fetch(`http://127.0.0.1:${port}/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: folder.env.ADMIN_EMAIL, password: folder.env.ADMIN_PASSWORD }),
    });
    assert.equal(status, 200, "Directus takes its administrator's password");
    return `${services.size} services healthy, the administrator signs in`;
  });
}
