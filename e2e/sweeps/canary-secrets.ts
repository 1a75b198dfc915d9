import { readdirSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "@/e2e/panel/surroundings";
import { inParallel } from "@/e2e/sweeps/send";
import type { SweptPanel } from "@/e2e/sweeps/swept-panel";
import { actionTargets, panelPages, publicPaths, streamPaths, workerTargets } from "@/e2e/sweeps/targets";
import { actionCall } from "@/e2e/sweeps/unauthenticated";
import { routes } from "@/lib/api/contract/routes";

const AT_ONCE = 4;
/** Hands out secrets, after the password was asked for again: what they are there for. */
const REVEALING: ReadonlySet<string> = new Set(["stacks.reveal", "revisions.download"]);
const REVEALING_PATH = /^\/api\/download\/stacks\/[^/]+\/revisions\//;
const REVEALING_ACTION = "revealSecret";

/** A value in every form in which it is told. */
export type Canary = { name: string; forms: string[] };

export type Hit = { name: string; place: string };

export type Found = { places: number; hits: Hit[] };

export function canaryOf(name: string, value: string): Canary {
  const bytes = Buffer.from(value);
  return {
    name,
    forms: [
      value,
      encodeURIComponent(value),
      bytes.toString("base64").replace(/=+$/, ""),
      bytes.toString("hex"),
    ],
  };
}

/** The secrets that the panel has made for a stack. */
export async function generatedSecrets(swept: SweptPanel, stack: string): Promise<Canary[]> {
  const { control } = swept.panel;
  const { secrets } = await control.call(routes["stacks.secrets"], { params: { stack } });
  const canaries: Canary[] = [];
  for (const { name, provided } of secrets) {
    if (provided) continue;
    const { value } = await control.call(routes["stacks.reveal"], { params: { stack, secret: name } });
    canaries.push(canaryOf(name, value));
  }
  return canaries;
}

/** Looks for the values in all that the panel says, writes and is started with, but where it reveals secrets. */
export async function lookFor(swept: SweptPanel, canaries: readonly Canary[]): Promise<Found> {
  const found: Found = { places: 0, hits: [] };
  const look = (place: string, text: string) => {
    found.places += 1;
    for (const { name, forms } of canaries) {
      if (forms.some((form) => text.includes(form))) found.hits.push({ name, place });
    }
  };
  await lookAtAnswers(swept, look);
  await lookAtProcesses(look);
  await lookAtFiles(swept.panel.data, look);
  for (const name of filesUnder(join(ROOT, ".next", "static"))) look(name, readFileSync(name, "latin1"));
  return found;
}

type Look = (place: string, text: string) => void;

async function lookAtAnswers(swept: SweptPanel, look: Look): Promise<void> {
  const { cookie, token } = await swept.signIn();
  const headers = { cookie, origin: swept.panel.url, "sec-fetch-site": "same-origin" };
  const paths = [...panelPages(), ...publicPaths(), ...streamPaths()].filter(
    (path) => !REVEALING_PATH.test(path),
  );
  const ways = [
    { as: "", mark: "", given: headers },
    // Without its mark in the address, a page's data is redirected to the address with it.
    { as: " as data", mark: "?_rsc", given: { ...headers, rsc: "1" } },
  ];
  await inParallel(paths, AT_ONCE, async (path) => {
    for (const { as, mark, given } of ways) {
      const answer = await swept.web.send({ method: "GET", path: `${path}${mark}`, headers: given });
      look(`GET ${path}${as}`, `${JSON.stringify(answer.cookies)} ${answer.location} ${answer.text}`);
    }
  });
  const actions = actionTargets().filter(
    ({ name }) => name !== REVEALING_ACTION && !/signOut|end/.test(name),
  );
  await inParallel(actions, AT_ONCE, async (target) => {
    look(`action ${target.name}`, (await swept.web.send(actionCall(swept, target, { cookie }))).text);
  });
  const own = workerTargets().filter(({ id, method }) => !REVEALING.has(id) && method === "GET");
  await inParallel(own, AT_ONCE, async ({ id, path }) => {
    const answer = await swept.worker.send({
      method: "GET",
      path,
      headers: { authorization: `Bearer ${token}` },
    });
    look(`${id} of the worker`, answer.text);
  });
}

/** What anybody on the machine can read of a process, and what web could lose. */
async function lookAtProcesses(look: Look): Promise<void> {
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    for (const name of ["cmdline", "environ"]) {
      // It may have ended meanwhile, or belong to somebody else.
      const text = await readFile(`/proc/${pid}/${name}`, "latin1").catch(() => "");
      if (text !== "") look(`${name} of a process`, text);
    }
  }
}

/** Database, logs and backups: secrets stand there sealed or not at all. */
async function lookAtFiles(data: string, look: Look): Promise<void> {
  for (const name of filesUnder(data)) look(name.slice(data.length), readFileSync(name, "latin1"));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
